import Basics

/// `schedules.csv`, `schedule_hours.csv` and `holidays.csv`.
enum CalendarFiles {
    static func writeSchedules(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(
            path: directory + "/schedules.csv", columns: "schedule_id,timezone,name,is_default")
        for schedule in Schedule.allCases {
            file.text(schedule.text)
            file.text(schedule == .office ? "Europe/Berlin" : "America/New_York")
            file.text(schedule == .office ? "Office hours, Berlin" : "Night line")
            file.boolean(schedule == .office)
            try file.endRow()
        }
        return try file.finish()
    }

    /// The office closes for lunch until, at mid-time, its hours grow; the night line runs past midnight.
    static func writeHours(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(
            path: directory + "/schedule_hours.csv",
            columns: "schedule_id,weekday,opens_at,closes_at,valid_from,valid_to")
        func write(
            _ schedule: Schedule, _ weekday: Int, _ opens: StaticString, _ closes: StaticString,
            from: CivilDate? = nil, to: CivilDate? = nil
        ) throws(SampleError) {
            file.text(schedule.text)
            file.number(weekday)
            file.text(opens)
            file.text(closes)
            file.date(from)
            file.date(to)
            try file.endRow()
        }
        let longer = shop.window.day(atPercent: 50)
        for weekday in 1...5 {
            try write(.office, weekday, "09:00", "12:30", to: longer + -1)
            try write(.office, weekday, "13:15", "18:00", to: longer + -1)
            try write(.office, weekday, "08:00", "12:30", from: longer)
            try write(.office, weekday, "13:00", "20:00", from: longer)
        }
        try write(.office, 6, "10:00", "14:00")
        for weekday in 1...6 { try write(.night, weekday, "15:30", "02:00") }
        try write(.night, 7, "18:00", "24:00")
        return try file.finish()
    }

    static func writeHolidays(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(path: directory + "/holidays.csv", columns: "holiday_on,schedule_id,name")
        let days: [(month: Int, day: Int, schedule: Schedule?, name: StaticString)] = [
            (1, 1, nil, "New Year's Day"), (5, 1, .office, "Tag der Arbeit"),
            (7, 4, .night, "Independence Day"),
            (10, 3, .office, "Tag der Deutschen Einheit"), (12, 25, nil, "Christmas Day"),
            (12, 26, .office, "2. Weihnachtstag"),
        ]
        for year in shop.window.firstDay.year...shop.window.until.year {
            for (month, day, schedule, name) in days {
                guard let date = CivilDate(year: year, month: month, day: day), shop.window.contains(date)
                else { continue }
                file.date(date)
                file.text(schedule?.text)
                file.text(name)
                try file.endRow()
            }
        }
        return try file.finish()
    }
}
