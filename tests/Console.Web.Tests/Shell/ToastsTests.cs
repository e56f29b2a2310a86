using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class ToastsTests : ShellContext
{
    private Toasts Toasts => Services.GetRequiredService<Toasts>();

    [Fact]
    public void A_toast_is_shown_and_goes_by_itself()
    {
        var cut = Render<ToastHost>();

        Toasts.Say("Refund approved", Tone.Ok);
        cut.WaitForAssertion(() => Assert.Contains("Refund approved", cut.Find(".toast").TextContent, StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromSeconds(8));

        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll(".toast")));
    }

    [Fact]
    public void A_toast_with_a_way_back_takes_it_once_and_leaves()
    {
        var undone = 0;
        var cut = Render<ToastHost>();
        Toasts.Offer("Refund approved, held 10 s", "Undo", () => Task.FromResult(++undone));
        cut.WaitForElement(".toast");

        cut.FindAll(".toast button").First(button => button.TextContent == "Undo").Click();

        Assert.Equal(1, undone);
        Assert.Empty(cut.FindAll(".toast"));
    }

    [Fact]
    public void More_than_a_few_push_out_the_oldest()
    {
        for (var i = 1; i <= Toasts.ShownMax + 2; i++) Toasts.Say($"number {i}");

        Assert.Equal(["number 3", "number 4", "number 5", "number 6"], Toasts.Shown.Select(toast => toast.Text));
    }

    [Fact]
    public async Task Leaving_the_page_ends_the_listening()
    {
        Render<ToastHost>();
        await DisposeComponentsAsync();

        Toasts.Say("nobody is there");

        Assert.Single(Toasts.Shown);
    }
}
