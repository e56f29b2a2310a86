using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Policies;

/// <summary>The decision log, newest first.</summary>
internal static class EvaluationEndpoints
{
    public static async Task<IResult> ListAsync(
        EvaluationQuery query, string? agent, string? tool, string? rule, string? set, string? verdict, string? code, string? proposal, string? from, string? to,
        string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var filter = new EvaluationFilter(agent, tool, rule, set, Code: code);
        if (verdict is not null)
        {
            if (!WireName.TryParse<VerdictKind>(verdict, out var kind)) return RequestBody.Malformed("", "verdict is allow, review or deny.");
            filter = filter with { Kind = kind };
        }

        if (proposal is not null)
        {
            if (!ProposalId.TryParse(proposal, out var id)) return RequestBody.Malformed("", "proposal is no id of one.");
            filter = filter with { Proposal = id };
        }

        if (!TryTime(from, out var begin) || !TryTime(to, out var end)) return RequestBody.Malformed("", "from and to are times such as 2026-01-05T12:00:00Z.");
        var page = await query.PageAsync(filter with { From = begin, To = end }, position.After, Math.Min(position.Limit, EvaluationQuery.PageMax), cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(EvaluationView.Of), page.Next?.ToString()));
    }

    public static async Task<IResult> GetAsync(string id, EvaluationQuery query, CancellationToken cancellation) =>
        EvaluationId.TryParse(id, out var parsed) && await query.FindAsync(parsed, cancellation) is { } row
            ? TypedResults.Ok(EvaluationView.Of(row))
            : Problems.NotFound("evaluation");

    private static bool TryTime(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (text is null) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)) return false;
        at = read;
        return true;
    }
}
