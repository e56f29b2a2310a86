using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Policies;

public sealed class ApprovalClauseTests
{
    private static readonly Gen<ApprovalClause> Clauses =
        Gen.Zip(Gen.Choose(0, 3), Gen.SubListOf(Enum.GetValues<Role>())).Select(one => ApprovalClause.Of(one.Item1, one.Item2));

    private static readonly Gen<HashSet<Role>[]> People =
        Gen.SubListOf(Enum.GetValues<Role>()).Select(roles => roles.ToHashSet()).ArrayOf();

    [Fact]
    public void What_is_written_is_read_back() =>
        Prop.ForAll(Clauses.ListOf().ToArbitrary(), clauses => ApprovalClause.ListOf(ApprovalClause.TextOf(clauses)).SequenceEqual(clauses)).QuickCheckThrowOnFailure();

    [Fact]
    public void Leaving_out_what_another_clause_implies_changes_nobody_s_answer() =>
        Prop.ForAll(Clauses.ListOf().ToArbitrary(), People.ToArbitrary(), (clauses, people) =>
            clauses.All(clause => clause.IsMetBy(people)) == ApprovalClause.Reduce(clauses).All(clause => clause.IsMetBy(people))).QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_clause_never_makes_fewer_people_enough() =>
        Prop.ForAll(Clauses.ListOf().ToArbitrary(), Clauses.ToArbitrary(), People.ToArbitrary(), (clauses, more, people) =>
            !ApprovalClause.Reduce([.. clauses, more]).All(clause => clause.IsMetBy(people)) || ApprovalClause.Reduce(clauses).All(clause => clause.IsMetBy(people))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("reviewer")]
    [InlineData("1:nobody")]
    [InlineData("x:reviewer")]
    public void What_no_clause_ever_was_is_not_read(string text) => Assert.ThrowsAny<FormatException>(() => ApprovalClause.ListOf(text));
}
