export const messagesPerPage = 50;
