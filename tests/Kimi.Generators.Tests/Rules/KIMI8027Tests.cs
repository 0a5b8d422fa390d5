using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8027: a penalty takes away.</summary>
public sealed class KIMI8027Tests
{
    [Theory]
    [InlineData("{|KIMI8027:0.001 * judged.Rollout.Length|}")]
    [InlineData("{|KIMI8027:0.1 + (0.01 * judged.Rollout.Text.Length)|}")]
    [InlineData("{|KIMI8027:Math.Clamp((judged.Length - 96) / 32.0, 0, 1)|}")]
    [InlineData("{|KIMI8027:0.2 * Math.Min(1, judged.Length / 100.0)|}")]
    public async Task One_that_pays_for_length_is_told(string value) => await CheckAsync(value);

    [Theory]
    [InlineData("-0.001 * judged.Rollout.Length")]
    [InlineData("0.5 - (0.001 * judged.Rollout.Length)")]
    [InlineData("judged.Rollout.Length < 20 ? 0.1 : 0.0")]
    [InlineData("Math.Min(0, 20 - judged.Rollout.Length)")]
    [InlineData("Math.Clamp(1 - (judged.Length / 100.0), 0, 1)")]
    [InlineData("judged.IsCorrect ? 0.2 : 0")]
    public async Task One_that_takes_from_the_long_is_fine(string value) => await CheckAsync(value);

    private static Task<IReadOnlyList<string>> CheckAsync(string value) => Recipes.CheckAsync($$"""
        public sealed class Own : IPenalty
        {
            public double[] Apply(RolloutGroup group, TrainingProgress progress) => [.. group.Select(judged => {{value}})];
        }
        """);
}
