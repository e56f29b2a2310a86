using AgentConsole.Infrastructure.Live;
using AgentConsole.Testing;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Web.Tests;

/// <summary>Renders components as on a live page: a circuit that is up, a clock that stands still, the change feed.</summary>
public abstract class ShellContext : BunitContext
{
    protected ShellContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<ChangeFeed>();
        Services.AddScoped<CircuitLink>();
        Services.AddSingleton<SignInStanding>();
        Services.AddScoped<CurrentCaller>();
        Services.AddScoped<Toasts>();
        Services.AddScoped<Drafts>();
    }

    protected FakeClock Clock { get; } = new();

    protected ChangeFeed Feed => Services.GetRequiredService<ChangeFeed>();

    protected CircuitLink Link => Services.GetRequiredService<CircuitLink>();

    /// <summary>False renders as in a page that is only being prerendered.</summary>
    protected bool IsInteractive { get; set; } = true;

    // Set late, because the renderer closes the list of services.
    public override IRenderedComponent<TComponent> Render<TComponent>(Action<ComponentParameterCollectionBuilder<TComponent>>? parameterBuilder = null)
    {
        SetRendererInfo(new RendererInfo(IsInteractive ? "Server" : "Static", IsInteractive));
        return base.Render(parameterBuilder);
    }

    public override IRenderedComponent<TComponent> Render<TComponent>(RenderFragment renderFragment)
    {
        SetRendererInfo(new RendererInfo(IsInteractive ? "Server" : "Static", IsInteractive));
        return base.Render<TComponent>(renderFragment);
    }
}
