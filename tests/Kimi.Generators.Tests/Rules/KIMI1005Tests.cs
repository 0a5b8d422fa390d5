using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1005: a stage has one stage attribute.</summary>
public sealed class KIMI1005Tests
{
    [Fact]
    public async Task The_second_stage_attribute_is_marked()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer]
                [{|KIMI1005:FineTune|}]
                public abstract Policy Initial();
            }
            """);
        Assert.Equal("stage 'Initial' is an [InitializeTransformer] already and cannot be a [FineTune] too: remove one of the two", messages[0]);
    }

    [Fact]
    public async Task An_override_may_have_another_stage_attribute_than_what_it_overrides() => await Recipes.CheckAsync("""
        public sealed class LoadAttribute : StageAttribute<Policy>;
        [Recipe("a")] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }
        [Recipe("b")] public abstract partial class B : A { [Load] public abstract override Policy Initial(); }
        """);
}
