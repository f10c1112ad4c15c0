export const incidentsPerPage = 50;
