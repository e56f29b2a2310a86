using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>Asks one version about one proposal, past or made up, and writes nothing.</summary>
public sealed partial class TrialPanel
{
    private const int RecentMax = 20;
    private const int FaultsMax = 10;
    // What is typed goes in one message of the circuit.
    private const int GivenLengthMax = 20_000;

    private IReadOnlyList<ProposalRow> _recent = [];
    private IReadOnlyList<string> _refusals = [];
    private TrialOutcome.Answered? _answered;
    private string _id = "";
    private string _tool = "";
    private string _given = "";
    private bool _asksLive;
    private bool _isMadeUp;
    private bool _isRunning;

    [Inject] public required TrialQuery Query { get; init; }

    [Inject] public required ProposalQuery Proposals { get; init; }

    [Inject] public required ContractCache Contracts { get; init; }

    [Parameter, EditorRequired] public PolicyVersion Version { get; set; } = null!;

    private IEnumerable<string> Tools => Contracts.All.Select(tool => tool.Contract.Name).Order(StringComparer.Ordinal);

    protected override async Task OnInitializedAsync() =>
        _recent = (await Proposals.RowsAsync(new(), null, RecentMax, CancellationToken.None)).Rows;

    private static string OptionOf(ProposalRow row) => VisibleTextOf($"{row.Sentence} ({row.Agent})");

    // An option holds text alone: what hides in it is made visible here.
    private static string VisibleTextOf(string text) => string.Concat(VisibleText.Of(text, 140).Parts.Select(part => part.Text));

    private async Task MakeUpAsync()
    {
        _isMadeUp = true;
        if (_given.Length == 0 && Tools.FirstOrDefault() is { } first) await BeginAsync(first);
    }

    private Task BeginWithAsync(ChangeEventArgs change) => BeginAsync(change.Value as string ?? "");

    /// <summary>As the tool was last proposed, otherwise as its contract wants it.</summary>
    private async Task BeginAsync(string tool)
    {
        if (Contracts.Find(tool) is not { } contract) return;
        _tool = tool;
        var proposed = (await Proposals.PageAsync(new ProposalFilter("", null, null, tool), null, 1, CancellationToken.None)).Rows;
        var last = proposed.Count > 0 ? proposed[0] : null;
        using var arguments = last is null ? null : JsonDocument.Parse(last.Arguments);
        var fits = arguments is not null && SchemaCheck.Of(contract, arguments.RootElement).Count == 0;
        _given = ReadableJson.Of(JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["tool"] = tool,
            ["args"] = fits ? arguments!.RootElement : SampleArguments.Of(contract.Contract.InputSchema),
            ["agent"] = last?.Agent ?? "agent",
            ["environment"] = last?.Environment ?? contract.Contract.Environments.Order(StringComparer.Ordinal).First(),
        }));
    }

    private async Task TryAsync()
    {
        if (_isRunning) return;
        (_isRunning, _answered, _refusals) = (true, null, []);
        StateHasChanged();
        try
        {
            Show(_isMadeUp ? TryGiven() : await TryPastAsync());
        }
        finally
        {
            _isRunning = false;
        }
    }

    private CedarSetText? Candidate => _asksLive ? null : new(Version.SetName, Version.Number, Version.Text);

    private async Task<TrialOutcome> TryPastAsync()
    {
        if (!ProposalId.TryParse(_id.Trim(), out var id)) return new TrialOutcome.NotFound();
        var candidate = Candidate;
        return await Task.Run(() => Query.OfAsync(candidate, id, CancellationToken.None));
    }

    private TrialOutcome TryGiven()
    {
        try
        {
            using var given = JsonDocument.Parse(_given, new() { AllowDuplicateProperties = false });
            return Query.Of(Candidate, given.RootElement);
        }
        catch (JsonException exception)
        {
            return new TrialOutcome.Malformed([new("", "malformed", $"It is not JSON: line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}.")]);
        }
    }

    private void Show(TrialOutcome outcome)
    {
        _answered = outcome as TrialOutcome.Answered;
        _refusals = outcome switch
        {
            TrialOutcome.Answered => [],
            TrialOutcome.Unreadable => ["With the other sets that are published this text cannot be read as policies."],
            TrialOutcome.Malformed malformed => [.. malformed.Faults.Take(FaultsMax).Select(fault => fault.Pointer.Length > 0 ? $"{fault.Pointer}: {fault.Message}" : fault.Message)],
            TrialOutcome.NotFound => ["There is no such proposal, or policy was never asked about it."],
            TrialOutcome.NotRepeatable => ["It cannot be asked again: its arguments were edited since, or its contract is no longer here."],
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }
}
