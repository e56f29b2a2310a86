using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>Events that shell.js makes: <c>@onheld</c>, a button that was held down long enough. The compiler of pages knows the class by this name.</summary>
[EventHandler("onheld", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
