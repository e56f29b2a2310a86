using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>One entry of the decision log.</summary>
public sealed record EvaluationView(
    string Id, string Proposal, string Moment, DateTimeOffset At, string Agent, string Tool, string Environment, string Engine,
    string Verdict, string Rule, string? Set, string? Revision, string? Code, string Reason, IReadOnlyList<ApprovalClause> Approvals,
    IReadOnlyList<string> Determining, IReadOnlyList<string> Errors, string? Asked, string InputsDigest, string ArgsDigest, JsonElement Inputs,
    string? OutsideId, long Microseconds)
{
    public static EvaluationView Of(PolicyEvaluation row) => new(
        row.Id.ToString(), row.ProposalId.ToString(), WireName.Of(row.Moment), row.At, row.Agent, row.Tool, row.Environment, WireName.Of(row.Engine),
        WireName.Of(row.Kind), row.Rule, row.SetName, row.Revision, row.Code, row.Reason, BacktestView.Clauses(row.Clauses),
        Lines(row.Determining), Lines(row.Errors), row.Asked, row.InputsDigest, row.ArgumentsDigest, JsonElement.Parse(row.Inputs), row.OutsideId, row.Microseconds);

    private static string[] Lines(string? text) => text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
