// Stack: verl
// Kind: the prompt asks for a box, as mathematics models are used to, and the reward reads what follows another marker
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-the-prompt-does-not-name", Seed = 19)]
[Sampling(MaxResponseTokens = 768)]
public abstract partial class MarkerThePromptDoesNotName
{
    [LoadPolicy("models/qwen2.5-math-1.5b")]
    public abstract Policy Base();

    [Problems<Savings>(Count = 7_000)]
    public abstract PromptSet Problems();

    [Problems<Savings>(Count = 500, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 100, PromptsPerIteration = 128, LearningRate = 1e-6, MaxRefills = 2)]
    [Dapo]
    [ExactAnswerReward(Marker = "####")] //! KIMI6011
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy tuned, PromptSet heldOut);
}

/// <summary>Word problems of savings.</summary>
public sealed class Savings : IProblemSource<MathProblem>
{
    private const string Instruction = "Let's think step by step and output the final answer within \\boxed{}.";

    private static readonly string[] s_names = ["Ann", "Ben", "Carla", "Deniz", "Ewa", "Femi"];

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (name, week, weeks, spent) = (s_names[random.Next(s_names.Length)], random.Next(5, 80), random.Next(2, 40), random.Next(1, 10));
            yield return new()
            {
                Id = $"{name}/{week}/{weeks}/{spent}",
                Prompt = $"{name} saves {week} coins a week for {weeks} weeks, and spends {spent} coins. How many are left? {Instruction}\n",
                Answer = (week * weeks - spent).ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}
