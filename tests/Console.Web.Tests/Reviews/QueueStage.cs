using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Reviews;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>The queue page before a reviewer: opened, pressed, held and written on.</summary>
public abstract class QueueStage : ReviewStage
{
    protected IRenderedComponent<QueuePage> OpenAt(Proposal proposal) =>
        Render<QueuePage>(parameters => parameters.Add(queue => queue.Id, proposal.Id.ToString()));

    /// <summary>The queue with the first of the batch open and ready to be decided.</summary>
    protected async Task<IRenderedComponent<QueuePage>> OpenAsync()
    {
        var page = Render<QueuePage>();
        await SeeAsync(() => page.Find("[data-key=y]:not([disabled])"));
        return page;
    }

    protected Task PressAsync(IRenderedComponent<QueuePage> page, string key) => ClickAsync(page, $"button[data-key=\"{key}\"]");

    /// <summary>Holds the yes down until it counts, as shell.js tells of it.</summary>
    protected async Task HoldAsync(IRenderedComponent<QueuePage> page)
    {
        await SeeAsync(() => page.Find("button[data-hold]:not([disabled])"));
        await page.InvokeAsync(() => page.Find("button[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty));
    }

    protected static Task WriteAsync(IRenderedComponent<QueuePage> page, string text, string field = "textarea") =>
        page.Find(field).InputAsync(new ChangeEventArgs { Value = text });

    protected static IReadOnlyList<IElement> Verbs(IRenderedComponent<QueuePage> page) => [.. page.FindAll(".verbs button")];
}
