using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8022: a run can make its components.</summary>
public sealed class KIMI8022Tests
{
    [Theory]
    [InlineData("sealed class Own(int {|KIMI8022:tolerance|})")]
    [InlineData("sealed class Own(OwnAttribute options, string {|KIMI8022:word|})")]
    [InlineData("sealed class Own(DayOfWeek {|KIMI8022:day|})")]
    public async Task A_constructor_that_takes_what_nobody_gives_is_told(string declaration) => await CheckAsync(declaration);

    [Theory]
    [InlineData("sealed class Own(OwnAttribute options)")]
    [InlineData("sealed class Own(int tolerance = 3)")]
    [InlineData("sealed class Own(IServiceProvider services)")]
    [InlineData("abstract class Own")]
    public async Task What_can_be_made_is_fine(string declaration) => await CheckAsync(declaration);

    [Fact]
    public async Task A_second_constructor_is_enough() => await CheckAsync("sealed class Own()", "public Own(int tolerance) : this() => _ = tolerance;");

    [Fact]
    public async Task An_abstract_class_and_one_that_nobody_may_make_are_told_where_they_are_named() => await Recipes.CheckAsync("""
        public abstract class Text : IReward<Problem>
        {
            public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of(rollout.Length > 3));
        }
        public sealed class Short : Text;
        public sealed class Hidden : Text { private Hidden() { } }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, {|KIMI8022:Reward<Text>|}, {|KIMI8022:Reward<Hidden>|}, Reward<Short>]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(string declaration, string more = "") => Recipes.CheckAsync($$"""
        #pragma warning disable CS9113
        public sealed class OwnAttribute : RewardAttribute<Own>;
        public {{declaration}} : IReward<Problem>
        {
            {{more}}
            public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of(rollout.Length > 3));
        }
        """);
}
