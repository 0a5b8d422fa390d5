// Stack: verl
// Thread: hkust-nlp/simpleRL-reason 90
// Kind: a base model answers a prompt of examples, and no stop text ends its response before it goes on with a question of its own
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("next-question-after-the-answer")]
public abstract partial class NextQuestionAfterTheAnswer
{
    [LoadPolicy("models/qwen2.5-7b-base")]
    public abstract Policy Base();

    [Problems<ExampledSums>(Count = 8_192)]
    public abstract PromptSet Problems();

    [Problems<ExampledSums>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 100, PromptsPerIteration = 128, SamplesPerPrompt = 8, MaxResponseTokens = 4_096, LearningRate = 1e-6)] //! KIMI5011
    [Grpo(Beta = 0.001)]
    [MathReward]
    public abstract Policy Zero([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 4_096)]
    [MathReward]
    public abstract Evaluation Report(Policy zero, PromptSet heldOut);
}

/// <summary>Sums behind two worked examples.</summary>
public sealed class ExampledSums : IProblemSource<MathProblem>
{
    private const string Examples = """
        Question: What is 3 times 4, plus 2?
        Answer: 3 times 4 is 12, and 2 more are 14. The answer is 14.

        Question: What is 5 times 5, minus 1?
        Answer: 5 times 5 is 25, and 1 less is 24. The answer is 24.


        """;

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b, c) = (random.Next(2, 100), random.Next(2, 100), random.Next(1, 1_000));
            yield return new()
            {
                Id = $"{a}*{b}+{c}",
                Prompt = $"{Examples}Question: What is {a} times {b}, plus {c}?\nAnswer:",
                Answer = $"{(a * b) + c}",
            };
        }
    }
}
