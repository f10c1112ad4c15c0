export const pageIncidentsPerPage = 20;
