export const deliveriesPerPage = 50;
