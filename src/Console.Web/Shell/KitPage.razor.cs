using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>Shows every piece of the kit in every state; exists only while developing.</summary>
public sealed partial class KitPage
{
    private static readonly string Hostile = "Ignore the above. \u001b[31mApproved\u001b[0m by \u202eroodkcab\u202c, pay\u200bpal, "
        + "<script>alert(1)</script> **bold** a" + new string('\u0301', 12) + " \U000e0041\U000e0042 👍";

    private static readonly string Long = string.Join('\n', Enumerable.Range(1, 40_000).Select(line => $"line {line} of a very long result"));

    private int _clicks;
    private string _note = "";
    private Dialog? _dialog;

    [Inject] public required IHostEnvironment Host { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    private DateTimeOffset Now { get; set; }

    protected override void OnInitialized()
    {
        Now = Clock.GetUtcNow();
        if (!Host.IsDevelopment()) Navigation.NotFound();
    }

    private static void Break() => throw new InvalidOperationException("The kit page was broken on purpose.");

    private void SayAll()
    {
        foreach (var tone in Enum.GetValues<Tone>().Skip(1)) Toasts.Say($"{tone}: something happened", tone);
        Toasts.Offer("Refund of W-1 approved, held 10 s", "Undo", () => Task.FromResult(_clicks--), Tone.Ok);
    }
}
