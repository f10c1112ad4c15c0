export const maintenancesPerPage = 100;
export const windowsPerPage = 20;
