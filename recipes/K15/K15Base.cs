using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>What comes before reinforcement learning, small enough for a laptop CPU: pretraining, SFT, prompt curation, long-CoT SFT.</summary>
[Recipe("k15-base", Seed = 15)]
[PuzzleProblems(MaxOperations = 5, CountdownsInTen = 1)]
[Sampling(MaxResponseTokens = 160)]
[Reinforce(PromptsPerIteration = 64, SamplesPerPrompt = 8, LearningRate = 1e-4)]
[MirrorDescent(Tau = 0.1)]
[PrioritizedSampler(Smoothing = 4, Floor = 0.1)]
public abstract partial class K15Base
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

    [ArithmeticFacts(Count = 4_096)]
    public abstract Corpus Facts();

    /// <summary>Worked problems as texts to read.</summary>
    [Transform]
    public static Corpus Textbook(Demonstrations traces) => new([.. traces.Select(trace => new Document(trace.Prompt + trace.Response) { Domain = "worked" })]);

    /// <summary>Text as a crawl would find it.</summary>
    [Transform]
    public static Corpus Crawled(Corpus textbook) => RawText.Spoil(textbook);

    /// <summary>Pages that are examples of good text.</summary>
    [Transform]
    public static Corpus Exemplary(Corpus textbook) => new([.. textbook.Take(1_024)]);

    [RefineCorpus]
    [RuleFilter(MinWords = 1, MinMeanWordLength = 0, MaxMeanWordLength = 0, MinLetterWordShare = 0, MaxSymbolsPerWord = 1, RepeatedCharacters = 9)]
    [NearDuplicates(Similarity = 0.9, StretchCharacters = 4)]
    [QualityClassifier(MinQuality = 0.02)]
    [SamplingRates(Lowest = 0.5, Highest = 1.5)]
    public abstract Corpus Refined(Corpus crawled, Corpus exemplary);

    /// <summary>Long texts: many worked problems one after another.</summary>
    [Transform]
    public static Corpus Books(Corpus textbook) =>
        new([.. textbook.Chunk(8).Select(pages => new Document(string.Join('\n', pages.Select(page => page.Text))) { Domain = "book" })]);

    [InitializeTransformer(
        Layers = 4, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 96, Alphabet = PuzzleTraces.Alphabet)]
    public abstract Policy Initial();

    [Pretrain(Steps = 1_100, BatchSize = 24, SequenceLength = 96, Mixture = [0.2, 0.8])]
    public abstract Policy Pretrained(Policy initial, Corpus facts, Corpus refined);

    [SampleQuestionAnswers(SamplesPerPrompt = 1, MaxProblems = 4_096, MaxResponseTokens = 80)]
    [PuzzleReward]
    public abstract Corpus Synthetic(Policy pretrained, PromptSet problems);

    [Cooldown(Steps = 150, BatchSize = 24, SequenceLength = 96)]
    public abstract Policy CooledDown(Policy pretrained, Corpus synthetic, Corpus textbook);

    [ActivateLongContext(ContextLength = 256, Ladder = [160], StepsPerLength = 50, BatchTokens = 2_560)]
    public abstract Policy LongContext(Policy cooledDown, Corpus books, Corpus textbook);

    [FineTune(Steps = 250, BatchSize = 12, PackedTokens = 192, LearningRate = 1e-3, WarmupSteps = 20, FinalLearningRate = 1e-4, DecayFraction = 1)]
    public abstract Policy SftShort(Policy longContext, Demonstrations traces);

    [FineTune(Steps = 100, BatchSize = 8, PackedTokens = 256, LearningRate = 5e-4, WarmupSteps = 10, FinalLearningRate = 5e-5, DecayFraction = 1)]
    public abstract Policy Sft(Policy sftShort, Demonstrations traces);

    /// <summary>The refined prompts: open questions, not in the evaluation set, neither trivial nor guessable, and no kind with more than two fifths of
    /// them.</summary>
    [CuratePrompts(
        MaxProblems = 1_536, MaxResponseTokens = 96, Temperature = 1, GuessTemplate = "{prompt}", GuessPrefix = "#", MaxGuessTokens = 8, MaxTagShare = 0.4)]
    [PuzzleReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    [SampleLongCot(Templates = ["P{prompt}", "E{prompt}", "R{prompt}", "X{prompt}"], SamplesPerPrompt = 1, MaxProblems = 1_024, Keep = Selection.Random)]
    [PuzzleReward]
    public abstract Demonstrations WarmUp(Policy sft, PromptSet curated);

    [FineTune(Steps = 150, BatchSize = 16, LearningRate = 3e-4, WarmupSteps = 20)]
    public abstract Policy LongCotSft(Policy sft, Demonstrations warmUp);
}
