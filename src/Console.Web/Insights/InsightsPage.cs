using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>
/// The base of the dashboards: what its address asks for, and figures that follow what happens, every few seconds at most.
/// </summary>
public abstract class InsightsPage : LiveComponent
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(3);
    private DateTimeOffset _readAt;
    private InsightsFilter? _read;

    [SupplyParameterFromQuery(Name = "range")] public string? Period { get; set; }

    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "agent")] public string? Agent { get; set; }

    [SupplyParameterFromQuery(Name = "environment")] public string? EnvironmentName { get; set; }

    [SupplyParameterFromQuery(Name = "workflow")] public string? Workflow { get; set; }

    [SupplyParameterFromQuery(Name = "tool")] public string? Tool { get; set; }

    [SupplyParameterFromQuery(Name = "model")] public string? Model { get; set; }

    [SupplyParameterFromQuery(Name = "rule")] public string? Rule { get; set; }

    /// <summary>What the figures are split by, where the page offers a choice.</summary>
    [SupplyParameterFromQuery(Name = "by")] public string? By { get; set; }

    public InsightsFilter Shown { get; private set; } = null!;

    /// <summary>What of the address could not be read; the usual is shown instead.</summary>
    public string? Fault { get; protected set; }

    /// <summary>The time that is shown, as of the last reading.</summary>
    public InsightRange Range { get; private set; } = null!;

    protected DateTimeOffset Now { get; private set; }

    /// <summary>What else changes the figures, besides what is told of runs.</summary>
    protected virtual IReadOnlyList<Topic> Besides => [];

    protected override Task OnParametersSetAsync()
    {
        Now = Clock.Instant();
        InsightsFilter.TryRead(Period, From, To, InsightsFilter.WhoseOf(Agent, EnvironmentName, Workflow, Tool, Model, Rule), Now, out var shown, out var fault);
        (Shown, Fault) = (fault is null ? shown : shown with { Whose = RollupFilter.Everything }, fault);
        Range = Shown.RangeAt(Now);
        return WatchAsync([Topic.Traces, .. Besides], ReadAsync);
    }

    /// <summary>Reads at once what the reader changed.</summary>
    protected Task RefreshAsync()
    {
        _read = null;
        return ReloadAsync();
    }

    protected abstract Task LoadAsync(CancellationToken cancellation);

    /// <summary>What a look that is split by one of these is split by.</summary>
    protected Dimension SplitOf(IReadOnlyList<Dimension> known) =>
        WireName.TryParse<Dimension>(By, out var said) && known.Contains(said) ? said : known[0];

    // A busy agent tells something all the time; figures that jump ten times a second cannot be read.
    private async Task ReadAsync(CancellationToken cancellation)
    {
        var left = _readAt + Apart - Clock.Instant();
        if (HasContent && _read == Shown && left > TimeSpan.Zero && left <= Apart) await Task.Delay(left, Clock, cancellation);
        Now = Clock.Instant();
        Range = Shown.RangeAt(Now);
        await LoadAsync(cancellation);
        (_readAt, _read) = (Clock.Instant(), Shown);
    }
}
