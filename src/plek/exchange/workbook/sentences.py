# ruff: noqa: E501  (a sentence stays whole, so that it can be searched for)
"""The sentences of the workbook: what was found and what to do. English here, Dutch in the catalogue."""

from django.utils.translation import gettext_noop as _

UNUSABLE = {
    "too_large": _(
        "This file is larger than %(megabytes)s MB. Split it, or remove pictures and sheets that Plek does not need."
    ),
    "empty_file": _("This file is empty. Choose the workbook of your team."),
    "not_a_workbook": _(
        "This is not a workbook. Save the file in your spreadsheet program as .xlsx or .ods and try again."
    ),
    "old_format": _("This is the old .xls format. Open it in your spreadsheet program and save it as .xlsx."),
    "binary_format": _("This is the .xlsb format. Open it in your spreadsheet program and save it as .xlsx."),
    "encrypted": _("This file is locked with a password. Save it without a password and try again."),
    "macros": _("This workbook contains macros. Save it as an ordinary workbook (.xlsx) and try again."),
    "external_links": _(
        "This workbook is linked to other files. Break the links (Data, Edit links) and save it again."
    ),
    "embedded": _("This workbook has other files or programs inside it. Copy only the sheets to a new workbook."),
    "bomb": _(
        "This file unpacks to far more than a caseload can be. Copy the filled rows to a new workbook and try again."
    ),
    "damaged": _(
        "This file is damaged. Open it in your spreadsheet program, save it again and choose the new file."
    ),
    "unsafe_xml": _(
        "This file holds instructions that do not belong in a workbook. Copy the sheets to a new workbook."
    ),
    "too_much_work": _(
        "This workbook takes too much time or memory to read. Remove empty rows and columns below and beside the "
        "tables, or split the file."
    ),
    "too_many_rows": _("This workbook has more than %(rows)s filled rows. Split it into several files."),
    "no_sheets": _(
        "Plek found none of its sheets in this workbook (found: %(found)s). Name the sheets as in the empty workbook: "
        "%(expected)s."
    ),
    "sheet_twice": _("The sheet %(sheet)s is in this workbook twice. Rename or remove one of them."),
    "column_twice": _(
        "On the sheet %(sheet)s the column %(column)s stands in the heading twice. Remove or rename one of them."
    ),
}

REFUSED = {
    "required": _("This cell must be filled. Fill in %(column)s."),
    "column_missing": _(
        "The column %(column)s is missing, so no row of this sheet can be taken in. Add the column with this heading."
    ),
    "no_heading": _(
        "No heading was found on this sheet. Put the names of the columns in one row above the rows: %(expected)s."
    ),
    "fault": _("The spreadsheet shows an error in this cell (%(value)s). Replace it by the right value."),
    "too_long": _("This text has %(length)s characters; at most %(longest)s fit. Shorten it."),
    "code_marks": _("A code may not hold a semicolon or a line break. Choose another code."),
    "choice": _("“%(value)s” is not one of the choices. Choose from: %(choices)s."),
    "email": _("“%(value)s” is not an e-mail address. Write it like name@example.nl."),
    "kvk": _(
        "A KvK number has eight digits. Look it up and fill in all eight, with the zero in front if there is one."
    ),
    "isco": _("A profession code (ISCO-08) has four digits, such as 5131."),
    "postcode": _("A postcode has four digits and two letters, such as 9712 CD."),
    "yes_no": _("“%(value)s” is not yes or no. Write ja or nee."),
    "day_unreadable": _("“%(value)s” is not a date. Write it as day-month-year, such as 31-01-2026."),
    "day_impossible": _("The date %(value)s does not exist. Choose a day that is in the calendar."),
    "day_too_early": _("This date lies before 1900. Check the year."),
    "day_too_late": _("This date lies after %(year)s. Check the year."),
    "born_ahead": _("This date of birth lies in the future. Check the year."),
    "week_unreadable": _("“%(value)s” is not a week. Write the year and the week, such as 2026-W07."),
    "week_impossible": _("The week %(value)s does not exist. Choose week 1 to 52, or 53 in a long year."),
    "number_unreadable": _("“%(value)s” is not a number. Write only digits, with a comma for decimals."),
    "not_whole": _("“%(value)s” is not a whole number. Round it."),
    "out_of_range": _("“%(value)s” cannot be right here. Fill in a number from %(low)s to %(high)s."),
    "unknown_reference": _(
        "“%(value)s” is not known on the sheet %(sheet)s and not in Plek. Correct the code, or add it to that sheet."
    ),
    "refused_reference": _(
        "“%(value)s” was refused on the sheet %(sheet)s, row %(row)s. Correct that row first; then this one follows."
    ),
    "key_twice": _(
        "“%(value)s” already stands in row %(row)s with other details. Give this row its own number, or remove it."
    ),
    "one_organisation": _(
        "A workbook belongs to one organisation; row %(row)s already names it. Remove this row."
    ),
    "end_before_begin": _("The end lies before the beginning (%(begin)s). Choose a date on or after %(begin)s."),
    "competitive_contract": _(
        "A contract of this kind (%(contract)s) is no regular paid job. Fill in nee, or correct the contract."
    ),
    "no_ips_team": _("There is no IPS team for this trajectory. Add a team of the kind IPS to the sheet Teams."),
    "not_yours": _("Only the administrator may add or change this. Leave the row out, or ask the administrator."),
    "in_use_elsewhere": _(
        "“%(value)s” belongs to a team that you do not work in. Choose another number, or ask the administrator."
    ),
    "address_of_account": _(
        "%(code)s signs in with another e-mail address. Everyone changes the own address; take over the one in Plek."
    ),
    "role_of_account": _("%(code)s has another role in Plek. The administrator changes roles on the page People."),
    "end_of_account": _(
        "%(code)s works with Plek. End or change the employment on the page People, where clients are handed over."
    ),
    "client_of_trajectory": _("This trajectory is of client %(client)s. A trajectory stays with one client."),
    "email_twice": _(
        "This e-mail address already belongs to %(code)s (row %(row)s). Give each colleague an own address."
    ),
}

WARNED = {
    "unknown_sheet": _("Plek does not know this sheet; it is left aside."),
    "unknown_column": _("Plek does not know this column; it is left aside."),
    "heading_again": _("The heading stands here once more; this row is left aside."),
    "formulas": _(
        "%(count)s cells on this sheet hold a formula (the first: %(first)s). Plek took the value that the spreadsheet "
        "kept last; check it."
    ),
    "formula_text": _("This text looks like a formula. It is kept as text and never run."),
    "same_row": _("This row is the same as row %(row)s and is counted once."),
    "more_of_this": _("The same remark holds for %(count)s more rows of this sheet."),
    "day_serial": _("This is a day number without the form of a date. It is read as %(day)s; check it."),
    "day_ahead": _("%(day)s lies in the future. Check the date."),
    "much": _("This is more than %(usual)s. Check the number."),
    "phone_zero": _("The zero in front of this phone number was lost. It is read as %(read)s."),
    "phone_odd": _("This does not look like a phone number. It is kept as written; check it."),
    "other_organisation": _(
        "This workbook names %(value)s as its organisation; you take it in at %(organisation)s. Check that it is yours."
    ),
    "meeting_before_referral": _("The first meeting lies before the referral (%(day)s). Check both dates."),
    "job_before_meeting": _("The job starts before the first meeting (%(day)s). Check both dates."),
    "reason_without_end": _("There is a reason for the end, but no end date. Fill in the date if it has ended."),
    "end_without_reason": _("There is an end date without a reason. It is kept as “anders” until you choose one."),
    "no_begin": _("No day on which this colleague came into service. The day of taking in is used."),
    "name_of_account": _("%(code)s has another name in Plek, which stays. Everyone changes the own name."),
    "unknown_region": _("“%(value)s” is not one of the 35 labour-market regions. It is left aside."),
    "contact_before_referral": _("This contact lies before the referral (%(day)s). Check the date."),
    "contact_after_end": _("This contact lies after the end of the trajectory (%(day)s). Check the date."),
    "client_without_trajectory": _(
        "A contact with a client without a trajectory number counts for nobody. Add the number if you know it."
    ),
    "not_a_specialist": _("%(value)s is not an employment specialist or IPS team leader. Check the code."),
    "out_of_service": _("%(value)s was not in service on this date. Check the date or the code."),
    "heard_before_start": _("The end was heard before the job began. Check the date."),
    "result_without_end": _("The course has a result, but no end date. Fill in the date if you know it."),
    "end_while_ongoing": _("The course has an end date, but its result is still ongoing. Check the result."),
    "outside_more_than_all": _("More hours outside the office than hours in all. Check the hours."),
    "very_young": _("This person would be %(age)s years old. Check the date of birth."),
}

SENTENCES = UNUSABLE | REFUSED | WARNED
