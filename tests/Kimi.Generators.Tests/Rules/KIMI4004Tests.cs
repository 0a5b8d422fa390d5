using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4004: a stage has the components that it requires.</summary>
public sealed class KIMI4004Tests
{
    [Fact]
    public async Task A_team_s_own_stage_gets_what_it_requires()
    {
        var messages = await Recipes.CheckAsync("""
            [StageComponents(ComponentKinds.Sampler | ComponentKinds.Penalty, Requires = ComponentKinds.Sampler | ComponentKinds.Penalty)]
            public sealed class OwnAttribute : StageAttribute<Policy>;
            [Recipe("r")]
            public abstract partial class R
            {
                [{|KIMI4004:Own|}, LengthPenalty] public abstract Policy A();
                [{|KIMI4004:Own|}, UniformSampler] public abstract Policy B();
                [Own, UniformSampler, LengthPenalty] public abstract Policy C();
            }
            """);
        Assert.Equal("stage 'A' is an [Own] without a sampler: add one, such as [UniformSampler]", messages[0]);
    }

    [Fact]
    public async Task What_a_stage_takes_it_need_not_have() => await Recipes.CheckAsync("""
        [StageComponents(ComponentKinds.Sampler)] public sealed class OwnAttribute : StageAttribute<Policy>;
        [Recipe("r")] public abstract partial class R { [Own] public abstract Policy A(); }
        """);
}
