using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>How one has been deciding; for security how everybody has.</summary>
public sealed partial class QualityPage
{
    private IReadOnlyList<ReviewerQuality> _rows = [];
    private bool _isAll;

    [Inject] public required QualityQuery Query { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var caller = Context.PersonCaller();
        _isAll = caller.Roles.Contains(Role.Security);
        _rows = await Query.OfAsync(caller, Context.RequestAborted);
    }
}
