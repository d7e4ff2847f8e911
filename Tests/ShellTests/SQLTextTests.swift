import PostgresClient
import Testing

@testable import Shell

/// What the shell reads in a statement before it sends it.
@Suite struct SQLTextTests {
    @Test(
        "A question can be asked again; what changes something cannot",
        arguments: [
            ("select 1", true), ("(select 1)", true), ("with a as (select 1) select * from a", true),
            ("with a as (delete from t returning *) select * from a", false), ("select 1 into t", false),
            ("insert into t values (1) returning a", false), ("show all", true), ("values (1)", true),
            ("call p()", false), ("explain select 1", true),
            ("explain analyze insert into t values (1)", false),
            ("explain (analyze) create table t as select 1", false),
            ("with a as (select 1) select * into t from a", false), ("-- select\nupdate t set a = 1", false),
        ])
    func questions(_ text: String, _ isQuestion: Bool) {
        #expect(SQLText(text).isQuestion == isQuestion)
    }

    @Test("Earlier answers are names that begin with an underscore, outside of quotes")
    func results() {
        #expect(SQLText("select '_1', _.a from _ join _2 using (b) -- _3").resultNames == ["_", "_2"])
    }

    @Test(
        "What nobody can take back is dangerous; what names its rows is not",
        arguments: [
            ("delete from t", true), ("delete from t where a = 1", false), ("DELETE FROM t -- where", true),
            ("update t set a = 1", true), ("update t set a = 'where'", true),
            ("update t set a = 1 where b", false), ("drop table t", true), ("truncate t", true),
            ("alter table t drop column a", true), ("alter table t add a text", false),
            ("with a as (delete from t returning *) select * from a", true), ("select * from t", false),
            ("insert into t values (1)", false), ("select 1 for update", false),
        ])
    func danger(_ text: String, _ isDangerous: Bool) {
        #expect((SQLText(text).danger != nil) == isDangerous)
    }

    @Test(
        "What a statement did is said in words",
        arguments: [
            ("INSERT 0 5", "5 rows inserted"), ("UPDATE 1", "1 row updated"),
            ("CREATE TABLE", "create table"),
            ("SELECT 3", ""), ("DELETE 0", "0 rows deleted"),
        ])
    func tags(_ tag: String, _ text: String) {
        #expect(CommandTag(tag).text == text)
    }
}
