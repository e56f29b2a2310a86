using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Policies;

/// <summary>What the decision log shows, as its address says it. Days are days in UTC, the last one included.</summary>
public sealed record EvaluationsPageFilter
{
    public const int RowsPerPage = 50;
    private const string DayForm = "yyyy-MM-dd";

    public string Agent { get; init; } = "";
    public string Tool { get; init; } = "";
    public VerdictKind? Kind { get; init; }
    public string Rule { get; init; } = "";
    public string Set { get; init; } = "";
    public string Code { get; init; } = "";
    /// <summary>As it was typed: an id that is none matches nothing.</summary>
    public string Proposal { get; init; } = "";
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public PageCursor? After { get; init; }

    public bool IsNarrowed => this with { After = null } != new EvaluationsPageFilter();

    /// <summary>Null where the proposal's id is none.</summary>
    public EvaluationFilter? Filter
    {
        get
        {
            ProposalId? proposal = null;
            if (Proposal.Length > 0)
            {
                if (!ProposalId.TryParse(Proposal, out var id)) return null;
                proposal = id;
            }

            return new(NullIfEmpty(Agent), NullIfEmpty(Tool), NullIfEmpty(Rule), NullIfEmpty(Set), Kind, NullIfEmpty(Code), proposal,
                From is { } from ? StartOf(from) : null, To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1)) : null);
        }
    }

    public static string DayText(DateOnly? day) => day?.ToString(DayForm, CultureInfo.InvariantCulture) ?? "";

    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Text that no row can hold is as good as none.</summary>
    public static string TextOf(string? text) =>
        text is { Length: <= PolicyLimits.RuleLengthMax } && !text.Any(char.IsControl) ? text.Trim() : "";

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        Add("agent", Agent);
        Add("tool", Tool);
        Add("verdict", Kind is { } kind ? WireName.Of(kind) : "");
        Add("rule", Rule);
        Add("set", Set);
        Add("code", Code);
        Add("proposal", Proposal);
        Add("from", DayText(From));
        Add("to", DayText(To));
        Add("after", After?.ToString() ?? "");
        return QueryHelpers.AddQueryString(Links.PolicyLog, parts);

        void Add(string name, string value)
        {
            if (value.Length > 0) parts[name] = value;
        }
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
