using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Shell.Kit.Diff;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>Says that the open proposal is no longer what was read, and shows the difference.</summary>
public sealed partial class ChangedNotice
{
    private IReadOnlyList<DiffField> _before = [];
    private IReadOnlyList<DiffField> _after = [];

    [Parameter, EditorRequired] public Proposal? Before { get; set; }

    [Parameter, EditorRequired] public Proposal? Now { get; set; }

    [Parameter] public EventCallback OnRead { get; set; }

    // The arguments are what runs; where they are the same, it is the target that moved.
    private bool IsTargetMoved => Before?.Digest == Now?.Digest;

    protected override void OnParametersSet() => (_before, _after) = IsTargetMoved
        ? (StateFields.Of(Before?.Snapshot), StateFields.Of(Now?.Snapshot))
        : (StateFields.Of(Before?.Arguments), StateFields.Of(Now?.Arguments));
}
