using Kimi.Dsl;
using Kimi.Recipes.Programs;

namespace Kimi.Recipes;

/// <summary>Reinforcement learning on small programs, which hidden tests judge: in the postfix language, whose interpreter needs nothing installed.</summary>
[Recipe("code-mini", Seed = 1)]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class CodeMini
{
    [ProgramProblems(Count = 8_192)]
    public abstract PromptSet Problems();

    [ProgramProblems(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [ProgramTraces(PerProblem = 2)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 3, HiddenSize = 96, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 256, ContextLength = 96, Alphabet = ProgramTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_400, BatchSize = 32, LearningRate = 2e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate]
    [TestCaseReward]
    public abstract Evaluation SftReport(Policy sft, PromptSet heldOut);

    [Reinforce(Iterations = 40, PromptsPerIteration = 128, SamplesPerPrompt = 8, LearningRate = 1.5e-4, Parts = 2)]
    [MirrorDescent(Tau = 0.1)]
    [TestCaseReward]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate]
    [TestCaseReward]
    public abstract Evaluation TunedReport(Policy tuned, PromptSet heldOut);
}

/// <summary>The same with functions in Python, which run in a sandbox of the application's.</summary>
[Recipe("code-mini-python", Seed = 1)]
[ProgramProblems(Language = ProgramLanguage.Python)]
public abstract partial class CodeMiniPython : CodeMini;
