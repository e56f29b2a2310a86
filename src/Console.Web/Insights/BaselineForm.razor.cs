using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>Records how a workflow went before agents did it.</summary>
public sealed partial class BaselineForm
{
    private const decimal MinutesMax = 5_000_000;
    private const decimal CostMax = 1_000_000_000;
    private const decimal PerDayMax = 1_000_000_000;
    private string _workflow = "";
    private string _minutes = "";
    private string _cost = "";
    private string _perDay = "";
    private string _person = "";
    private string _failed = "";
    private string _note = "";
    private string? _refusal;

    [Inject] public required RecordBaselineHandler Record { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    /// <summary>Null: the form asks for it.</summary>
    [Parameter] public string? Workflow { get; set; }

    [Parameter] public WorkflowBaseline? Before { get; set; }

    [Parameter] public EventCallback OnRecorded { get; set; }

    protected override void OnInitialized()
    {
        _workflow = Workflow ?? "";
        if (Before is not { } before) return;
        (_minutes, _cost, _perDay) = (Text(before.ResolutionMs / 60_000m), Text(before.CostNanos / 1_000_000_000m), Text(before.PerDayMilli / 1_000m));
        (_person, _failed, _note) = (Text(before.PersonBasisPoints / 100m), Text(before.FailedBasisPoints / 100m), before.Note ?? "");
    }

    private async Task SaveAsync()
    {
        _refusal = null;
        var name = _workflow.Trim();
        if (name.Length is 0 or > InsightsLimits.NameLengthMax || name.Any(char.IsControl)) _refusal = "Say which workflow.";
        else if (new[] { (_minutes, MinutesMax), (_cost, CostMax), (_perDay, PerDayMax), (_person, 100m), (_failed, 100m) }.Any(field => IsWrong(field.Item1, field.Item2))) _refusal = "Nothing was recorded: some fields hold no number, or one out of range.";
        if (_refusal is not null || await Callers.FindAsync(CancellationToken.None) is not Caller.Person caller) return;

        var baseline = new WorkflowBaseline(name, Scaled(_minutes, 60_000), Scaled(_cost, 1_000_000_000), Scaled(_perDay, 1_000), (int?)Scaled(_person, 100), (int?)Scaled(_failed, 100),
            _note.Trim() is { Length: > 0 } note ? note[..Math.Min(note.Length, InsightsLimits.NoteLengthMax)] : null, caller.DisplayName, Clock.Instant());
        switch (await Record.HandleAsync(caller, baseline, CancellationToken.None))
        {
            case BaselineOutcome.Recorded:
                Toasts.Say("The baseline is recorded.", Tone.Ok);
                await OnRecorded.InvokeAsync();
                break;
            case BaselineOutcome.TooMany:
                _refusal = "As many workflows have a baseline as may.";
                break;
            default:
                _refusal = "Baselines are for people of role finance, dri or admin to record.";
                break;
        }
    }

    private static bool IsWrong(string text, decimal max) => text.Trim().Length > 0 && (Number(text) is not { } number || number < 0 || number > max);

    private static string? Invalid(string text, decimal max) => IsWrong(text, max) ? "true" : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Scaled(string text, int by) => Number(text) is { } number ? (long)decimal.Round(number * by) : null;

    private static string Text(decimal? figure) => figure?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
