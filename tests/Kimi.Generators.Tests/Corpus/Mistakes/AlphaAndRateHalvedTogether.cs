// Stack: prime-rl
// Thread: PrimeIntellect-ai/prime-rl 1567
// Kind: a profile halves alpha and, meant to make up for it, halves the learning rate too, so an adapter moves a quarter as far
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("alphabet-sort")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class AlphaAndRateHalvedTogether
{
    [LoadPolicy("models/qwen3-4b-instruct")]
    public abstract Policy Base();

    [Problems<NameLists>(Count = 4_096)]
    public abstract PromptSet Lists();

    [Problems<NameLists>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 100, PromptsPerIteration = 32, SamplesPerPrompt = 16, LearningRate = 1e-5, WarmupIterations = 5)]
    [RatioMirrorDescent]
    [ExactAnswerReward(Marker = "sorted: ")]
    [Lora(Rank = 32, Alpha = 64)]
    public abstract Policy Sorter([From(nameof(Base))] Policy start, PromptSet lists);

    [MergeAdapter]
    public abstract Policy Merged(Policy sorter);

    [Evaluate]
    [ExactAnswerReward(Marker = "sorted: ")]
    public abstract Evaluation Report(Policy merged, PromptSet heldOut);
}

/// <summary>Lists of names to sort.</summary>
public sealed class NameLists : IProblemSource<MathProblem>
{
    private static readonly string[] s_names = ["Ada", "Bo", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lou", "Max", "Ned", "Ola", "Pam"];

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var names = s_names.OrderBy(_ => random.Next()).Take(random.Next(4, 9)).ToList();
            var list = string.Join(' ', names);
            yield return new()
            {
                Id = list,
                Prompt = $"Sort these names and write 'sorted: ' and the names on the last line.\n{list}",
                Level = names.Count,
                Answer = string.Join(' ', names.Order(StringComparer.Ordinal)),
            };
        }
    }
}
//// kimi.alpha32.json
{
  "alphabet-sort": {
    "Sorter": {
      "LearningRate": 5e-6, //! none yet
      "Lora": { "Alpha": 32 }
    }
  }
}
