"""All files' lean forms -> one `Project`: names resolved, the code that builds the app evaluated (`project.link`)."""
