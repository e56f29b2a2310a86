using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Reviews;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AgentConsole.Web.Reviews;

/// <summary>The few proposals of a batch in the order in which they came; those that are done stay until the batch is.</summary>
public sealed partial class BatchList
{
    [Parameter, EditorRequired] public IReadOnlyList<QueueRow> Rows { get; set; } = [];

    [Parameter, EditorRequired] public ProposalId? Open { get; set; }

    [Parameter] public EventCallback<ProposalId> OnOpen { get; set; }

    // With a modifier the browser opens another tab, and this one stays as it is.
    private Task OpenAsync(MouseEventArgs click, ProposalId id) =>
        click.CtrlKey || click.MetaKey || click.ShiftKey ? Task.CompletedTask : OnOpen.InvokeAsync(id);
}
