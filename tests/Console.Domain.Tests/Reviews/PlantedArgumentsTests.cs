using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Reviews;

public sealed class PlantedArgumentsTests
{
    private static readonly ToolPointers Pointers = new("/amount", null, "/to/0/mail", "/order");

    [Theory]
    [InlineData(PlantedFlaw.WrongAmount, """{"amount":1205,"order":"W-1","to":[{"mail":"ana@example.com"}]}""")]
    [InlineData(PlantedFlaw.WrongTarget, """{"amount":120.5,"order":"W-6","to":[{"mail":"ana@example.com"}]}""")]
    [InlineData(PlantedFlaw.ForeignRecipient, """{"amount":120.5,"order":"W-1","to":[{"mail":"ana@example-com.example"}]}""")]
    public void One_marked_value_is_wrong_and_everything_else_is_as_it_was(PlantedFlaw flaw, string expected)
    {
        var made = PlantedArguments.Of(Pointers, JsonElement.Parse("""{"amount":120.5,"order":"W-1","to":[{"mail":"ana@example.com"}]}"""), flaw);

        Assert.Equal(CanonicalJson.Text(JsonElement.Parse(expected)), CanonicalJson.Text(made!.Value));
    }

    [Theory]
    [InlineData("""{"order":"W-1"}""", PlantedFlaw.WrongAmount)]
    [InlineData("""{"amount":0}""", PlantedFlaw.WrongAmount)]
    [InlineData("""{"amount":"much"}""", PlantedFlaw.WrongAmount)]
    [InlineData("""{"order":"…"}""", PlantedFlaw.WrongTarget)]
    [InlineData("""{"order":{"id":1}}""", PlantedFlaw.WrongTarget)]
    [InlineData("""{"to":[]}""", PlantedFlaw.ForeignRecipient)]
    public void Without_a_value_to_make_wrong_nothing_is_made(string arguments, PlantedFlaw flaw) =>
        Assert.Null(PlantedArguments.Of(Pointers, JsonElement.Parse(arguments), flaw));

    [Fact]
    public void What_is_made_is_never_what_it_was_made_from() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), ArbMap.Default.ArbFor<NonEmptyString>(), (cents, order) =>
        {
            var arguments = JsonElement.Parse(JsonSerializer.Serialize(new { amount = cents / 100m, order = order.Get, to = new[] { new { mail = order.Get } } }));
            return Enum.GetValues<PlantedFlaw>().All(flaw => PlantedArguments.Of(Pointers, arguments, flaw) is not { } made || !JsonElement.DeepEquals(made, arguments));
        }).QuickCheckThrowOnFailure();
}
