using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Values;
using Xunit;

namespace AgentConsole.Cedar.Tests;

public class CedarTextTests
{
    [Theory]
    [InlineData("permit(principal, action);", 1, 25, "Found `)`; expected `,`.")]
    [InlineData("permit(action, principal, resource);", 1, 8, "Found `action`; expected `principal`.")]
    [InlineData("permit(principal, action, resource)", 1, 36, "Found the end of the text; expected `when`, `unless` or `;`.")]
    [InlineData("allow(principal, action, resource);", 1, 1, "Found `allow`; expected `permit` or `forbid`.")]
    [InlineData("permit(principal, action == User::\"a\", resource);", 1, 29, "Found `User::\"a\"`; expected an entity whose type is called Action.")]
    [InlineData("permit(principal == ?resource, action, resource);", 1, 21, "Found `?resource`; expected an entity or `?principal`.")]
    [InlineData("permit(principal, action, resource)\nwhen {\n  context.amount = 5 };", 3, 18, "Found `=`, which Cedar does not have; expected `==`.")]
    [InlineData("permit(principal, action, resource) when { 1 < 2 < 3 };", 1, 50, "Found `<` after another comparison; expected brackets that say which comes first.")]
    [InlineData("permit(principal, action, resource) when { 4 / 2 == 2 };", 1, 46, "Found `/`; Cedar has neither division nor remainder.")]
    [InlineData("permit(principal, action, resource) when { user.name == \"\" };", 1, 44, "Found `user`, which is no variable; expected principal, action, resource or context.")]
    [InlineData("permit(principal, action, resource) when { lower(\"A\") == \"a\" };", 1, 44, "`lower` is not a function of Cedar.")]
    [InlineData("permit(principal, action, resource) when { [1].has(1) };", 1, 48, "Found `has`, which Cedar keeps for itself; expected the name of an attribute or a method.")]
    [InlineData("permit(principal, action, resource) when { ip(\"::1\").isInRange };;", 1, 66, "Found `;`; expected `permit` or `forbid`.")]
    [InlineData("permit(principal, action, resource) when { true && if true then true else true };", 1, 52, "Found `if` inside another expression; expected brackets around it.")]
    [InlineData("permit(principal, action, resource) when { 'a' == \"a\" };", 1, 44, "Found ', which starts no text in Cedar; expected \".")]
    public void A_fault_says_where_it_is_what_was_found_and_what_was_expected(string text, int line, int column, string message)
    {
        var fault = CedarText.Parse(text).Faults[0];

        Assert.Equal((line, column, message), (fault.Line, fault.Column, fault.Message));
    }

    [Fact]
    public void Reading_goes_on_behind_a_fault()
    {
        var reading = CedarText.Parse("permit(principal);\npermit(principal, action, resource);\nforbid(x);");

        Assert.Equal([1, 3], reading.Faults.Select(fault => fault.Line));
        Assert.Null(reading.PolicySet);
    }

    [Fact]
    public void A_policy_keeps_its_annotations_its_effect_and_its_text()
    {
        const string Text = "@id(\"refund\") @owner(\"team:\\u{62}illing\") @draft\nforbid(principal, action, resource) unless { true };";

        var policy = CedarText.Read($"// first\n{Text} // rest").All.Single();

        Assert.Equal("policy0", policy.Id);
        Assert.Equal(PolicyEffect.Forbid, policy.Effect);
        Assert.Equal("team:billing", policy.AnnotationOf("owner"));
        Assert.Equal("", policy.AnnotationOf("draft"));
        Assert.Null(policy.AnnotationOf("reason"));
        Assert.Equal(Text, policy.Text);
        Assert.Equal((2, 1), (policy.Span.Line, policy.Span.Column));
    }

    [Fact]
    public void Policies_can_take_their_ids_from_an_annotation()
    {
        var set = CedarText.Read("@id(\"one\") permit(principal, action, resource); permit(principal, action, resource);").WithIds(policy => policy.AnnotationOf("id") ?? policy.Id);

        Assert.Equal(["one", "policy1"], set.All.Select(policy => policy.Id));
        Assert.Throws<CedarException>(() => set.WithIds(_ => "same"));
    }

    [Fact]
    public void A_template_decides_nothing_until_it_is_linked()
    {
        var alice = new EntityUid("User", "alice");
        var query = new CedarQuery(alice, new("Action", "view"), new("Doc", "d"));
        var set = CedarText.Read("permit(principal == ?principal, action, resource);");
        Assert.False(set.Compile().Authorize(query, EntityStore.Empty).IsAllowed);

        var linked = set.Link(new TemplateLink("policy0", "alices", alice, null));

        Assert.Equal(["alices"], linked.Compile().Authorize(query, EntityStore.Empty).Reasons);
        Assert.Equal("policy0", linked.Find("alices")!.TemplateId);
        Assert.Throws<CedarException>(() => set.Link(new TemplateLink("policy0", "x", null, null)));
        Assert.Throws<CedarException>(() => set.Link(new TemplateLink("policy0", "x", alice, alice)));
        Assert.Throws<CedarException>(() => set.Link(new TemplateLink("policy0", "policy0", alice, null)));
        Assert.Throws<CedarException>(() => set.Link(new TemplateLink("nothing", "x", alice, null)));
    }

    [Theory]
    [InlineData("""when { -5 + --3 - -(5) == (1 - (2 - 3)) * -context.a }""")]
    [InlineData("""when { (if true then [1] else []).contains((-1).a) || (true || false) && !(!true) }""")]
    [InlineData("""when { context has a.b.c && context has "a b" && context["a b"].if_ like "\*a*\u{0}" }""")]
    [InlineData("""unless { principal is A::B in [resource] && {"if": 1, a: {}}["if"] == 1 }""")]
    public void What_is_printed_is_read_as_the_same(string conditions)
    {
        var policy = CedarText.Read($"permit(principal, action, resource) {conditions};").All.Single();

        Assert.Equal(CedarJson.Write(policy), CedarJson.Write(CedarText.Read(policy.ToString()).All.Single()));
    }
}
