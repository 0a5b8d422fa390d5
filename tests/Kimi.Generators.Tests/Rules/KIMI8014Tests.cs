using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8014: a component is given its options.</summary>
public sealed class KIMI8014Tests
{
    [Fact]
    public async Task An_option_that_nothing_can_read_is_told() => Assert.Equal(
        "nothing reads Tolerance, since no constructor of Own takes the OwnAttribute that it is an option of: take it there, as in Own(OwnAttribute options)",
        Assert.Single(await CheckAsync("public double {|KIMI8014:Tolerance|} { get; set; } = 0.5;", "")));

    [Theory]
    [InlineData("public double Tolerance { get; set; } = 0.5;", "(OwnAttribute options) { private readonly double _tolerance = options.Tolerance; }")]
    [InlineData("public override double TimeLimitSeconds { get; set; } = 5;", "")]
    [InlineData("public double Seconds { get; set; } = 5; public override double TimeLimitSeconds => Seconds;", "")]
    [InlineData("public double Tolerance { get; set; } = 0.5;",
        "(IServiceProvider services) { private readonly object? _all = services.GetService(typeof(string)); }")]
    public async Task One_that_something_reads_or_may_read_is_fine(string option, string constructor) => await CheckAsync(option, constructor);

    private static Task<IReadOnlyList<string>> CheckAsync(string option, string constructor) => Recipes.CheckAsync($$"""
        public sealed class OwnAttribute : RewardAttribute<Own> { {{option}} }
        public partial class Own{{(constructor.Length == 0 ? ";" : constructor)}}
        public partial class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Text == problem.Answer));
        }
        """);

    [Theory]
    [InlineData("{|KIMI8014:Tolerance|}", "options.Marker.Length > 0", "")]
    [InlineData("Tolerance", "new Rule(options).Allows()", "public sealed class Rule(OwnAttribute options) { public bool Allows() => options.Tolerance > 0; }")]
    [InlineData("Tolerance", "options is { Tolerance: > 0 }", "")]
    public async Task An_option_that_nothing_names_is_told(string option, string right, string more) => await Recipes.CheckAsync($$"""
        public sealed class OwnAttribute : RewardAttribute<Own>
        {
            public string Marker { get; set; } = "#";
            public double {{option}} { get; set; } = 0.5;
        }
        public sealed class Own(OwnAttribute options) : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Text == options.Marker + problem.Answer && {{right}}));
        }
        {{more}}
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Evaluate, Own(Tolerance = 0.2)] public abstract Evaluation Report(Policy warm, PromptSet problems);
        }
        """);
}
