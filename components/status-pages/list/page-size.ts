export const statusPagesPerPage = 50;
