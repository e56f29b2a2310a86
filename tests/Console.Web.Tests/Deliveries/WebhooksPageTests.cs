using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Deliveries;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Deliveries;

public sealed class WebhooksPageTests : DeliveriesContext
{
    [Fact]
    public async Task A_registered_webhook_shows_its_secret_until_it_was_taken_and_its_test_arrives()
    {
        await SignInAsync(Role.Admin);
        var page = Render<WebhooksPage>();
        await page.WaitForElement("#webhook-url").ChangeAsync($"{Receiver.Url}hook");
        await page.Find("form").SubmitAsync();

        var secret = page.WaitForElement("code.secret").TextContent;
        Assert.NotNull(WebhookSecret.Parse(secret));
        await page.FindAll("button").Single(button => button.TextContent.Contains("I have it", StringComparison.Ordinal)).ClickAsync();
        Assert.DoesNotContain("whsec_", page.Markup, StringComparison.Ordinal);

        await UntilAsync(() => page.FindAll("tbody tr").Count == 1, "the list shows it");
        await page.FindAll("button").Single(button => button.TextContent.Contains("Send a test", StringComparison.Ordinal)).ClickAsync();
        await UntilAsync(() => Receiver.Received.Count == 1, "the test arrives");
    }

    [Fact]
    public async Task An_address_that_will_never_be_sent_to_is_refused_with_its_reason()
    {
        await SignInAsync(Role.Admin);
        var page = Render<WebhooksPage>();

        await page.WaitForElement("#webhook-url").ChangeAsync("https://10.0.0.1/hook");
        await page.Find("form").SubmitAsync();

        Assert.Contains("not a public address", page.WaitForElement(".notice[data-tone=Danger]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_asks_once_more()
    {
        await SignInAsync(Role.Admin);
        var page = Render<WebhooksPage>();
        await page.WaitForElement("#webhook-url").ChangeAsync($"{Receiver.Url}hook");
        await page.Find("form").SubmitAsync();
        await UntilAsync(() => page.FindAll("tbody tr").Count == 1, "the list shows it");

        await page.FindAll("button").Single(button => button.TextContent == "Remove…").ClickAsync();
        Assert.Single(page.FindAll("tbody tr"));
        await page.FindAll("button").Single(button => button.TextContent == "Remove").ClickAsync();

        await UntilAsync(() => page.FindAll("tbody tr").Count == 0, "it is gone");
    }

    [Fact]
    public async Task A_dri_issues_callback_secrets_and_registers_nothing()
    {
        await AddAsync(A.Agent().Build());
        await SignInAsync("dri@example.com", Role.Dri);
        var page = Render<WebhooksPage>();

        await page.WaitForElement("#webhook-agent").ChangeAsync("support-triage-v3");
        await page.Find("form").SubmitAsync();

        Assert.NotNull(WebhookSecret.Parse(page.WaitForElement("code.secret").TextContent));
        Assert.Empty(page.FindAll("#webhook-url"));
    }

    [Fact]
    public async Task An_auditor_sees_the_list_and_no_buttons()
    {
        await SignInAsync(Role.Auditor);

        var page = Render<WebhooksPage>();

        page.WaitForElement(".empty");
        Assert.Empty(page.FindAll("form"));
        Assert.Empty(page.FindAll("tbody button"));
    }
}
