using Kimi.Dsl;
using Kimi.Tests;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>A policy that sees, tuned and reinforced on pictures, in two parts, with responses that spread over iterations.</summary>
[Recipe("seeing", Seed = 7)]
public abstract partial class SeeingRecipe
{
    [Problems<Pictures>(Count = 24, Split = Split.All)]
    public abstract PromptSet Pictures();

    [Demonstrations<PictureDemonstrations>]
    public abstract Demonstrations Traces(PromptSet pictures);

    [LoadPolicy]
    public abstract Policy Base();

    [FineTune(Steps = 6, BatchSize = 4, WarmupSteps = 2)]
    public abstract Policy Sft(Policy @base, Demonstrations traces);

    [Reinforce(
        Iterations = 30, PromptsPerIteration = 6, SamplesPerPrompt = 4, MaxResponseTokens = 8, StepsPerIteration = 1, CheckpointEvery = 2, Parts = 2)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = 3)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet pictures);
}
