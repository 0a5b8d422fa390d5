// Stack: prime-rl
// Kind: the reference of a question about a program is the input that the question gives, not what the program makes of it
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("answer-is-the-input", Seed = 9)]
[Sampling(MaxResponseTokens = 384)]
public abstract partial class AnswerIsTheInput
{
    [LoadPolicy("models/qwen3-1.7b")]
    public abstract Policy Base();

    [Problems<WhatDoesItPrint>(Count = 5_000)]
    public abstract PromptSet Questions();

    [Problems<WhatDoesItPrint>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 60, LearningRate = 1e-6)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "Output:")]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet questions);

    [Evaluate]
    [ExactAnswerReward(Marker = "Output:")]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>Questions about short programs.</summary>
public sealed class WhatDoesItPrint : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (factor, summand, modulus, input) = (random.Next(2, 12), random.Next(1, 50), random.Next(7, 100), random.Next(10, 10_000));
            var program = $"def f(x):\n    y = x * {factor} + {summand}\n    return y % {modulus}\n\nprint(f({input}))";
            yield return new()
            {
                Id = $"{factor}/{summand}/{modulus}/{input}",
                Prompt = $"What does this program print?\n\n{program}\n\nThink, then end with 'Output:' and the number.\n",
                Answer = input.ToString(CultureInfo.InvariantCulture), //! KIMI8019
                Tags = ["code-understanding"],
            };
        }
    }
}
