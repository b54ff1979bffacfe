"""Nobody sees a record outside role, care relationship or consent."""
