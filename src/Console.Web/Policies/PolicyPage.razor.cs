using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Web.Policies;

/// <summary>One policy set: written, checked, tried on what was proposed, shadowed, published by a second person, rolled back.</summary>
public sealed partial class PolicyPage
{
    private const string StartedShadow = "In shadow: it is asked about every proposal beside what decides, and decides nothing.";
    private const string EndedShadow = "The shadow has ended.";

    private const string TestSample = """
        [
          {
            "name": "a refund of 20 goes through",
            "given": {"tool": "billing.refund", "args": {"order_id": "W-1", "amount": 20}, "environment": "production"},
            "expect": {"verdict": "allow"}
          }
        ]
        """;

    private PolicySetDetail? _detail;
    private EditBase _base = EditBase.None;
    private PolicyEditor? _text;
    private PolicyEditor? _tests;
    private Dialog? _rollingBack;
    private Dialog? _discarding;
    private PolicyReport? _report;
    private IReadOnlyList<PolicyFault> _testFaults = [];
    private PolicyPageView _view;
    private string? _shownName;
    private string? _address;
    private string? _mine;
    private string? _notice;
    private string? _refusal;
    private string? _schema;
    private string _note = "";
    private int _target;
    private int? _liveSeen;
    private bool _isTextDirty;
    private bool _isTestsDirty;
    private bool _isWorking;
    private bool _mayPublish;
    private bool _mayWrite;
    private bool _runsBacktest;

    [Inject] public required PolicyQuery Query { get; init; }

    [Inject] public required PolicyChecker Checker { get; init; }

    [Inject] public required ContractCache Contracts { get; init; }

    [Inject] public required SavePolicyHandler Saving { get; init; }

    [Inject] public required ChangePolicyHandler Changing { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Parameter] public string Name { get; set; } = "";

    [SupplyParameterFromQuery(Name = "view")] public string? ViewName { get; set; }

    /// <summary>A number of days: the backtest begins by itself.</summary>
    [SupplyParameterFromQuery(Name = "backtest")] public int? BacktestDays { get; set; }

    protected override bool IsEmpty => _detail is null;

    private bool CanAct => CanDecide && !_isWorking;

    private bool IsDirty => _isTextDirty || _isTestsDirty;

    /// <summary>What the editor is about: the draft, otherwise what decides.</summary>
    private PolicyVersion? Current => _detail?.Draft ?? _detail?.Live ?? (_detail is { Versions: [var newest, ..] } ? newest : null);

    private bool IsChangedMeanwhile => IsDirty && Current is { } current && current.Digest != _base.Digest;

    private IReadOnlyList<PolicyFault> TextFaults => _report is { } report
        ? [.. report.Unreadable, .. report.Errors.Where(error => error.Code != "tests")]
        : [];

    /// <summary>The version that one click goes back to.</summary>
    private int? Earlier => _detail?.Previous?.Number;

    private string Standing => _detail switch
    {
        { Live: { PublishedBy: { } by } live } detail => $"Version {live.Number} decides since {detail.NameOf(by)} published it.",
        { Live: { } live } => $"Version {live.Number} decides.",
        _ => "Nothing decides by this set yet.",
    };

    private IEnumerable<PolicyPageView> Views => Enum.GetValues<PolicyPageView>().Where(view => view switch
    {
        PolicyPageView.Rules or PolicyPageView.Shadow or PolicyPageView.Try => _detail?.Set.Engine == PolicyEngine.Cedar,
        PolicyPageView.Publish => _detail?.Draft is not null,
        _ => true,
    });

    protected override Task OnParametersSetAsync()
    {
        if (_shownName != Name) BeginAnew();
        _view = WireName.TryParse<PolicyPageView>(ViewName, out var view) ? view : PolicyPageView.Text;
        _runsBacktest |= BacktestDays is not null;
        return WatchAsync([Topic.Policies, Topic.Tools], LoadAsync);
    }

    // The view is part of the address, so that a page that is loaded again shows it again.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!HasContent || _detail is null || HrefOf(_view) is var address && address == _address) return;
        _address = HrefOf(_view);
        await Script.InvokeVoidAsync("agentConsole.showAddress", _address);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _detail = await Query.FindAsync(Name, cancellation);
        (_mayWrite, _mayPublish) = (Reader?.May(Permission.WritePolicies) ?? false, Reader?.May(Permission.PublishPolicies) ?? false);
        if (_detail?.Draft is null && _view == PolicyPageView.Publish) _view = PolicyPageView.Versions;
        // What somebody is typing stays; what nobody typed upon follows what is kept.
        if (!IsDirty) Adopt();
    }

    // Another set on the same page: nothing of the one before may be taken for this one's.
    private void BeginAnew()
    {
        (_shownName, _base, _isTextDirty, _isTestsDirty) = (Name, EditBase.None, false, false);
        (_report, _refusal, _notice, _mine, _schema, _testFaults, _note) = (null, null, null, null, null, [], "");
    }

    private void Adopt()
    {
        if (Current is not { } current || current.Digest == _base.Digest) return;
        var isFirst = _base == EditBase.None;
        _base = new(current.Digest, current.Text, TestsText.Of(current.Tests));
        if (isFirst || current.Number == _detail?.Set.DraftVersion) _note = current.Number == _detail?.Set.DraftVersion ? current.Note ?? "" : "";
        (_report, _refusal, _mine, _testFaults) = (null, null, null, []);
    }

    private void MarkText(bool isDirty) => _isTextDirty = isDirty;

    private void MarkTests(bool isDirty) => _isTestsDirty = isDirty;

    private void Show(PolicyPageView view) => _view = view;

    private string HrefOf(PolicyPageView view) => view == PolicyPageView.Text ? Links.Policy(Name) : Links.PolicyView(Name, WireName.Of(view));

    private static string TitleOf(PolicyPageView view) => view switch
    {
        PolicyPageView.Text => "Text",
        PolicyPageView.Rules => "Rules",
        PolicyPageView.Versions => "Versions",
        PolicyPageView.Shadow => "Shadow",
        PolicyPageView.Try => "Try it",
        PolicyPageView.Publish => "Publish",
    };

    private void ToggleSchema() => _schema = _schema is null ? PolicyChecker.SchemaOf(Contracts.All) : null;

    private async Task CompareAsync() => _mine = _text is null ? null : (await _text.ReadAsync(CancellationToken.None)).Text;

    private async Task KeepMineAsync()
    {
        if (Current is not { } current || _text is null) return;
        // The typed text stays where it is; it is now meant for what is kept.
        _base = _base with { Digest = current.Digest };
        _mine = null;
        await _text.RebaseAsync(current.Digest);
        if (_tests is not null) await _tests.RebaseAsync(current.Digest);
    }

    private async Task TakeTheirsAsync()
    {
        (_isTextDirty, _isTestsDirty) = (false, false);
        Adopt();
        if (_text is not null) await _text.TakeBackAsync(_base.Text);
        if (_tests is not null) await _tests.TakeBackAsync(_base.Tests);
    }

    private async Task CheckAsync()
    {
        if (_isWorking || _detail is not { } detail || await ReadAsync() is not { } typed) return;
        _refusal = null;
        await WorkAsync(async () => _report = await ReportAsync(detail, typed));
    }

    private async Task SaveAsync()
    {
        if (_isWorking || _detail is not { } detail || await ReadAsync() is not { } typed) return;
        if (typed.Base != Current?.Digest)
        {
            _refusal = "Nothing was saved: somebody saved another text while you wrote. Compare them above, then keep yours or theirs.";
            (_isTextDirty, _base) = (true, _base with { Digest = typed.Base });
            return;
        }

        await WorkAsync(async () =>
        {
            _report = await ReportAsync(detail, typed);
            _refusal = await SaveAsync(detail, typed);
        });
    }

    /// <summary>Why it was not saved; null where it was.</summary>
    private async Task<string?> SaveAsync(PolicySetDetail detail, TypedSet typed)
    {
        if (_report is { IsReadable: false } or null || _testFaults.Count > 0) return "Nothing was saved: it cannot be read. The places are listed under the text.";
        if (await Callers.FindAsync(CancellationToken.None) is not { } caller) return "Your sign-in has ended. Sign in and come back: what you wrote is kept.";
        var document = JsonSerializer.SerializeToElement(new Dictionary<string, object?>
        {
            ["name"] = detail.Set.Name,
            ["engine"] = WireName.Of(detail.Set.Engine),
            ["text"] = typed.Text,
            ["tests"] = typed.Tests,
            ["note"] = string.IsNullOrWhiteSpace(_note) ? null : _note.Trim(),
        }.Where(member => member.Value is not null).ToDictionary());
        if (WrittenPolicySet.Read(document, out var faults) is not { } written)
        {
            _testFaults = [.. faults.Select(fault => new PolicyFault(0, 0, fault.Code, $"{fault.Pointer}: {fault.Message}"))];
            return "Nothing was saved: " + faults[0].Message;
        }

        var outcome = await Saving.HandleAsync(new(caller, written, detail.Set.Version), CancellationToken.None);
        if (!PolicyWords.IsDone(outcome)) return PolicyWords.Sentence(outcome, "");
        var kept = outcome is PolicySetOutcome.Done done ? done.Version : ((PolicySetOutcome.Unchanged)outcome).Version;
        _base = new(kept.Digest, typed.Text, typed.TestsText);
        if (_text is not null) await _text.SavedAsync(kept.Digest);
        if (_tests is not null) await _tests.SavedAsync(kept.Digest);
        Toasts.Say(PolicyWords.Sentence(outcome, $"Saved as version {kept.Number}, a draft. Nothing decides by it yet."), Tone.Ok);
        _detail = await Query.FindAsync(Name, CancellationToken.None);
        return null;
    }

    private async Task<PolicyReport> ReportAsync(PolicySetDetail detail, TypedSet typed)
    {
        var tools = Contracts.All;
        // Off the circuit: a large set against a large schema takes its time.
        var report = await Task.Run(() => Checker.Check(detail.Set.Engine, detail.Set.Name, typed.Text, typed.Tests, tools));
        _testFaults = typed.TestsFault is { } fault ? [fault] : [.. report.Errors.Where(error => error.Code == "tests")];
        return report;
    }

    private async Task<TypedSet?> ReadAsync()
    {
        if (_text is null) return null;
        var text = await _text.ReadAsync(CancellationToken.None);
        var tests = _tests is null ? "" : (await _tests.ReadAsync(CancellationToken.None)).Text;
        var read = TestsText.Read(tests, out var fault);
        return new(text.Base, text.Text, tests, read, fault);
    }

    private async Task WorkAsync(Func<Task> work)
    {
        _isWorking = true;
        StateHasChanged();
        try
        {
            await work();
        }
        finally
        {
            _isWorking = false;
        }
    }

    private Task<bool> StepAsync(PolicyStep step, string done) => ChangeAsync(step, _detail?.Draft?.Digest, null, done);

    /// <param name="digest">Of the draft that the publisher read.</param>
    private Task<bool> PublishAsync(string digest) =>
        ChangeAsync(PolicyStep.Publish, digest, null, $"Published: version {_detail?.Set.DraftVersion} of {Name} decides now.");

    private async Task AskToRollBackAsync(int target)
    {
        (_target, _liveSeen) = (target, _detail?.Live?.Number);
        StateHasChanged();
        if (_rollingBack is not null) await _rollingBack.OpenAsync();
    }

    private async Task RollBackAsync()
    {
        if (_rollingBack is not null) await _rollingBack.CloseAsync();
        await ChangeAsync(PolicyStep.RollBack, null, _liveSeen, $"Rolled back: version {_target} of {Name} decides now.");
    }

    private async Task AskToDiscardAsync()
    {
        if (_discarding is not null) await _discarding.OpenAsync();
    }

    private async Task DiscardAsync()
    {
        if (_discarding is not null) await _discarding.CloseAsync();
        var isLast = _detail?.Live is null;
        if (!await ChangeAsync(PolicyStep.Discard, _detail?.Draft?.Digest, null, $"The draft of {Name} is gone.")) return;
        // What was typed upon it goes with it.
        await TakeTheirsAsync();
        if (isLast) Navigation.NavigateTo(Links.Policies);
    }

    private async Task<bool> ChangeAsync(PolicyStep step, string? digest, int? liveSeen, string done)
    {
        if (_isWorking || await Callers.FindAsync(CancellationToken.None) is not { } caller) return false;
        PolicySetOutcome? outcome = null;
        _notice = null;
        await WorkAsync(async () => outcome = await Changing.HandleAsync(new(caller, Name, step, digest, liveSeen), CancellationToken.None));
        var sentence = PolicyWords.Sentence(outcome!, done);
        if (PolicyWords.IsDone(outcome!)) Toasts.Say(sentence, Tone.Ok);
        else _notice = sentence;
        if (step is PolicyStep.StartShadow && PolicyWords.IsDone(outcome!)) _view = PolicyPageView.Shadow;
        await ReloadAsync();
        return PolicyWords.IsDone(outcome!);
    }

    /// <summary>What the editors start from.</summary>
    private sealed record EditBase(string Digest, string Text, string Tests)
    {
        public static EditBase None { get; } = new("", "", "");
    }

    private sealed record TypedSet(string Base, string Text, string TestsText, JsonElement? Tests, PolicyFault? TestsFault);
}
