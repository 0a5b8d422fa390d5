using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8015: a declared default is the default.</summary>
public sealed class KIMI8015Tests
{
    [Theory]
    [InlineData("[{|KIMI8015:DefaultValue(0.1)|}] public double Own { get; set; } = 0.5;")]
    [InlineData("[{|KIMI8015:DefaultValue(\"a\")|}] public string Own { get; set; } = \"b\";")]
    [InlineData("[{|KIMI8015:DefaultValue(Split.Train)|}] public Split Own { get; set; } = Split.All;")]
    public async Task Another_value_is_told(string option) => await CheckAsync(option);

    [Theory]
    [InlineData("[DefaultValue(0.5)] public double Own { get; set; } = 0.5;")]
    [InlineData("[DefaultValue(2)] public double Own { get; set; } = 2;")]
    [InlineData("[DefaultValue(Split.All)] public Split Own { get; set; } = Split.All;")]
    [InlineData("public double Own { get; set; } = 0.5;")]
    public async Task The_same_value_and_none_are_fine(string option) => await CheckAsync(option);

    private static Task<IReadOnlyList<string>> CheckAsync(string option) => Recipes.CheckAsync($$"""
        public sealed class OwnAttribute : RewardAttribute<Own> { {{option.Replace("DefaultValue", "System.ComponentModel.DefaultValue")}} }
        public sealed class Own(OwnAttribute options) : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Text == $"{options.Own}{problem.Answer}"));
        }
        """);

    [Theory]
    [InlineData("[Range(1, 64)]", "{|KIMI8015:100|}")]
    [InlineData("[Range(1, 64)]", "64")]
    [InlineData("", "100")]
    public async Task A_begin_outside_of_its_own_range_is_told(string range, string begin) => await Recipes.CheckAsync($$"""
        public sealed class OwnAttribute : RewardAttribute<Own>
        {
            {{range}}
            public int Most { get; set; } = {{begin}};
        }
        public sealed class Own(OwnAttribute options) : IReward<Problem>
        {
            public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < options.Most));
        }
        """);
}
