export const monitorsPerPage = 50;
