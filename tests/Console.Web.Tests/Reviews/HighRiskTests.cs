using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Reviews;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>A yes at high risk costs more than a click.</summary>
public sealed class HighRiskTests : QueueStage
{
    [Fact]
    public async Task A_press_alone_asks_for_the_target_and_decides_nothing()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();

        await PressAsync(page, "y");

        Assert.Contains("It names no way to take it back.", page.Find(".ask").TextContent, StringComparison.Ordinal);
        Assert.Equal("To approve, type the target", page.Find(".ask label").TextContent);
        Assert.True(page.Find(".ask .primary").HasAttribute("disabled"));
        Assert.Equal(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task Typing_the_target_of_the_card_approves_and_anything_else_says_so_and_records_nothing()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();
        await PressAsync(page, "y");

        await WriteAsync(page, "acc-8", "#certainty");
        await SubmitAsync(page);
        Assert.Contains("That is not the target of what is on this card. Nothing was recorded.", page.Find(".ask [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
        await WriteAsync(page, " acc-7 ", "#certainty");
        await SubmitAsync(page);

        await SeeAsync(() => page.Find(".empty"));
        Assert.NotEqual(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task Holding_the_button_approves_without_a_question()
    {
        var proposal = await DeletionAsync("acc-7");
        var page = await OpenAsync();

        await HoldAsync(page);

        await SeeAsync(() => page.Find(".empty"));
        Assert.NotEqual(ProposalStatus.Pending, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task The_button_says_how_it_is_pressed_also_to_who_hears_the_page_and_names_what_it_holds_for()
    {
        var proposal = await DeletionAsync("acc-7");

        var page = await OpenAsync();

        var yes = page.Find("button[data-key=y]");
        Assert.Contains("hold", yes.TextContent, StringComparison.Ordinal);
        Assert.Equal(proposal.Digest, yes.GetAttribute("data-hold"));
        Assert.Equal("High risk: hold it for a second, or press it and type the target.", page.Find("#" + yes.GetAttribute("aria-describedby")).TextContent);
    }

    [Fact]
    public async Task Below_high_risk_a_press_is_enough_and_nothing_is_held()
    {
        await RefundAsync("W-1");

        var page = await OpenAsync();

        Assert.Empty(page.FindAll("[data-hold]"));
    }

    [Theory]
    [InlineData("120", true)]
    [InlineData("120.00", true)]
    [InlineData("120.00 usd", true)]
    [InlineData("W-1", true)]
    [InlineData(" W-1 ", true)]
    [InlineData("w-1", false)]
    [InlineData("120.01", false)]
    [InlineData("12000", false)]
    [InlineData("", false)]
    [InlineData("billing.refund", false)]
    public void The_amount_or_the_target_and_nothing_like_it_is_taken(string typed, bool isTaken) =>
        Assert.Equal(isTaken, new TypedProof(120_000_000_000, "USD", "W-1", "billing.refund").IsMetBy(typed));

    [Fact]
    public void Where_neither_can_be_typed_the_tools_name_is_asked_for()
    {
        var proof = new TypedProof(null, null, null, "ops.restart");

        Assert.Equal("the name of the tool", proof.Asks);
        Assert.True(proof.IsMetBy("ops.restart"));
    }

    private static Task SubmitAsync(IRenderedComponent<QueuePage> page) => page.InvokeAsync(() => page.Find("form.ask").SubmitAsync());
}
