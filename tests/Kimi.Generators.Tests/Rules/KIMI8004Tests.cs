using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8004: a component takes its own options.</summary>
public sealed class KIMI8004Tests
{
    [Fact]
    public async Task The_options_of_another_attribute_are_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class OwnAttribute : RewardAttribute<Own>;
        public sealed class OtherAttribute : RewardAttribute<Fine>;
        public sealed class Fine(OtherAttribute options) : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < options.Weight));
        }
        public sealed class Own(OtherAttribute {|KIMI8004:options|}) : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < options.Weight));
        }
        """);

    [Fact]
    public async Task Its_own_or_those_of_a_base_class_are_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class OwnAttribute : RewardAttribute<Own>;
        public sealed class Own(RewardAttribute options, System.IServiceProvider services) : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < options.Weight + services.GetType().Name.Length));
        }
        """);

    [Fact]
    public async Task A_class_with_another_constructor_is_fine() => await Recipes.CheckAsync("""
        public sealed class OwnAttribute : SamplerAttribute<Own>;
        public sealed class OtherAttribute : SamplerAttribute<Own>;
        public sealed class Own : ISampler
        {
            public Own(OwnAttribute options) { }
            public Own(OtherAttribute options) { }
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => 1;
        }
        """);
}
