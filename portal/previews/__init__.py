"""Pictures that other services show beside a link to a page: what stands in one, how it is drawn, how it is served."""
