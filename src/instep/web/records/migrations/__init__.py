"""How the rows came to have the shape they have."""
