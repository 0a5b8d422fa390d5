using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>Kimi k1.5 from random weights to a short-CoT model, small enough for a laptop CPU.</summary>
[Recipe("k15-mini", Seed = 15)]
public abstract partial class K15Mini
{
    [PuzzleProblems(Count = 6_144)]
    public abstract PromptSet Problems();

    [PuzzleProblems(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    /// <summary>Every problem, asked plainly and in one of four styles of thought.</summary>
    [Transform]
    public static PromptSet Styled(PromptSet problems) => Styles.Mix(problems);

    [PuzzleTraces]
    public abstract Demonstrations Traces(PromptSet styled);

    [Documents<ArithmeticFacts>(Count = 4_096)]
    public abstract Corpus Facts();

    /// <summary>Worked problems as texts to read.</summary>
    [Transform]
    public static Corpus Textbook(Demonstrations traces) => new([.. traces.Select(trace => new Document(trace.Prompt + trace.Response) { Domain = "worked" })]);

    /// <summary>Long texts: many worked problems one after another.</summary>
    [Transform]
    public static Corpus Books(Corpus textbook) => new([.. textbook.Chunk(8).Select(pages => new Document(string.Join('\n', pages.Select(page => page.Text))) { Domain = "book" })]);

    [InitializeTransformer(
        Layers = 4, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 96, Alphabet = PuzzleTraces.Alphabet)]
    public abstract Policy Initial();

    [Pretrain(Steps = 800, BatchSize = 24, SequenceLength = 96, Mixture = [0.3, 0.7])]
    public abstract Policy Pretrained(Policy initial, Corpus facts, Corpus textbook);

    [SampleQuestionAnswers(SamplesPerPrompt = 1, MaxProblems = 4_096, MaxResponseTokens = 80)]
    [PuzzleReward]
    public abstract Corpus Synthetic(Policy pretrained, PromptSet problems);

    [Cooldown(Steps = 150, BatchSize = 24, SequenceLength = 96)]
    public abstract Policy CooledDown(Policy pretrained, Corpus synthetic, Corpus textbook);

    [ActivateLongContext(ContextLength = 256, Ladder = [160], StepsPerLength = 50, BatchTokens = 2_560)]
    public abstract Policy LongContext(Policy cooledDown, Corpus books, Corpus textbook);

    [FineTune(Steps = 200, BatchSize = 12, PackedTokens = 192, LearningRate = 1e-3, WarmupSteps = 20, FinalLearningRate = 1e-4, DecayFraction = 1)]
    public abstract Policy SftShort(Policy longContext, Demonstrations traces);

    [FineTune(Steps = 100, BatchSize = 8, PackedTokens = 256, LearningRate = 5e-4, WarmupSteps = 10, FinalLearningRate = 5e-5, DecayFraction = 1)]
    public abstract Policy Sft(Policy sftShort, Demonstrations traces);

    [SampleLongCot(Templates = ["P{prompt}", "E{prompt}", "R{prompt}", "X{prompt}"], SamplesPerPrompt = 1, MaxProblems = 1_024, MaxResponseTokens = 160, Keep = Selection.Random)]
    [PuzzleReward]
    public abstract Demonstrations WarmUp(Policy sft, PromptSet problems);

    [FineTune(Steps = 150, BatchSize = 16, LearningRate = 5e-4, WarmupSteps = 20)]
    public abstract Policy LongCotSft(Policy sft, Demonstrations warmUp);

    [Reinforce(Iterations = 40, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [CurriculumSampler(Width = 5, StartLevel = 5, UntilIteration = 16)]
    [PuzzleReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 24)]
    public abstract Policy LongCot(Policy longCotSft, PromptSet problems);

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, Policy sft);

    [SampleShortest(SamplesPerPrompt = 8, MaxProblems = 1_024, MaxResponseTokens = 160)]
    [PuzzleReward]
    public abstract Demonstrations Shortest(Policy longCot, PromptSet problems);

    [FineTune(Steps = 100, BatchSize = 16, LearningRate = 2e-4, WarmupSteps = 10)]
    public abstract Policy ShortestSft(Policy longCot, Demonstrations shortest);

    [SamplePreferences(SamplesPerPrompt = 8, MaxProblems = 1_024, MaxResponseTokens = 160)]
    [PuzzleReward]
    public abstract Preferences Pairs(Policy longCot, PromptSet problems);

    [OptimizePreferences(Steps = 60, BatchSize = 16, LearningRate = 5e-5)]
    public abstract Policy Dpo(Policy longCot, Preferences pairs);

    /// <summary>The base of the second phase of reinforcement learning: the best balance of accuracy and tokens.</summary>
    [SelectPolicy(MaxProblems = 512, MaxResponseTokens = 160)]
    [PuzzleReward]
    public abstract Policy ShortBase(Policy longCotSft, Policy longCot, Policy merged, PromptSet problems);

    [Reinforce(Iterations = 16, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 48, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [PrioritizedSampler(Smoothing = 4, Floor = 0.1)]
    [PuzzleReward]
    [LengthPenalty(Weight = 0.2)]
    public abstract Policy ShortRl(Policy shortBase, PromptSet problems);

    [Evaluate(MaxResponseTokens = 160)]
    [PuzzleReward]
    public abstract Evaluation Report(Policy sft, Policy longCotSft, Policy longCot, Policy merged, Policy shortestSft, Policy dpo, Policy shortRl, PromptSet heldOut);
}
