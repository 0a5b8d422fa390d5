using Kimi.Dsl;

namespace Kimi.Recipes;

/// <summary>
/// Kimi k1.5 at the paper's scale, for a team to start from: it builds, validates and plans as it stands, and runs where its files and its cluster are. What
/// the paper tells is here as told: the ladder of lengths up to 131,072 tokens, the rotary base, both phases of SFT, curation by ten attempts and eight
/// guesses, eight samples for the shortest. What it leaves open is our choice: a model of 31 billion weights in the shape of Qwen3-32B, bytes for a tokenizer,
/// the mixture, batches, and what reinforcement learning takes.
/// </summary>
/// <remarks><c>plan k15-full</c> says what it takes. Each file is JSONL; give paths of your own by <c>--set k15-full:English:Path=…</c> or in
/// <c>kimi.json</c>.</remarks>
[Recipe("k15-full", Seed = 15, DeviceMemoryGiB = 80, Devices = 1_024)]
[Sampling(MaxResponseTokens = LongestResponse)]
[FineTune(DecayFraction = 1)]
[Reinforce(PromptsPerIteration = 512, SamplesPerPrompt = 8, LearningRate = 1e-6, MicroBatchTokens = 131_072)]
[MirrorDescent(Tau = 0.05)]
[PrioritizedSampler(Floor = 0.05)]
public abstract partial class K15Full
{
    /// <summary>Prompts of at most 8,192 tokens leave this much of the context of 131,072 for a response.</summary>
    private const int LongestResponse = 122_880;

    private const int OneInSampled = 16;

    // Five domains (paper 2.5.1, B.1), each cleaned by rules that fit it.
    [DocumentsFile(Path = "data/english.jsonl", Domain = "english")]
    public abstract Corpus English();

    [DocumentsFile(Path = "data/chinese.jsonl", Domain = "chinese")]
    public abstract Corpus Chinese();

    [DocumentsFile(Path = "data/code.jsonl", Domain = "code")]
    public abstract Corpus Code();

    [DocumentsFile(Path = "data/mathematics.jsonl", Domain = "mathematics")]
    public abstract Corpus Mathematics();

    [DocumentsFile(Path = "data/knowledge.jsonl", Domain = "knowledge")]
    public abstract Corpus Knowledge();

    // Documents chosen by editors, from which classifiers learn what is good: separate ones for each language, so that they do not learn the language.
    [DocumentsFile(Path = "data/exemplary-english.jsonl")]
    public abstract Corpus Exemplary();

    [DocumentsFile(Path = "data/exemplary-chinese.jsonl")]
    public abstract Corpus ExemplaryChinese();

    [DocumentsFile(Path = "data/exemplary-mathematics.jsonl")]
    public abstract Corpus ExemplaryMathematics();

    [RefineCorpus, RuleFilter, NearDuplicates, QualityClassifier(MinQuality = 0.1), SamplingRates]
    public abstract Corpus CleanEnglish(Corpus english, Corpus exemplary);

    [RefineCorpus, RuleFilter(MinWords = 1, MaxMeanWordLength = 0, MaxSymbolsPerWord = 1), NearDuplicates, QualityClassifier(MinQuality = 0.1), SamplingRates]
    public abstract Corpus CleanChinese(Corpus chinese, Corpus exemplaryChinese);

    [RefineCorpus, RuleFilter(MinWords = 10, MinLetterWordShare = 0.2, MaxSymbolsPerWord = 0.5), NearDuplicates]
    public abstract Corpus CleanCode(Corpus code, Corpus exemplary);

    [RefineCorpus, RuleFilter(MinLetterWordShare = 0.3, MaxSymbolsPerWord = 0.5), NearDuplicates, QualityClassifier(MinQuality = 0.1),
     SamplingRates(Highest = 4)]
    public abstract Corpus CleanMathematics(Corpus mathematics, Corpus exemplaryMathematics);

    [RefineCorpus, RuleFilter(MaxRepeatedShare = 0.1), NearDuplicates, QualityClassifier(MinQuality = 0.2), SamplingRates]
    public abstract Corpus CleanKnowledge(Corpus knowledge, Corpus exemplary);

    [InitializeTransformer(
        Layers = 64, HiddenSize = 5_120, AttentionHeads = 64, KeyValueHeads = 8, HeadSize = 128, FeedForwardSize = 25_600, ContextLength = 4_096,
        TieEmbeddings = false)]
    public abstract Policy Initial();

    [Pretrain(
        Mixture = [0.4, 0.2, 0.2, 0.1, 0.1], SequenceLength = 4_096, BatchSize = 512, Steps = 1_000_000, LearningRate = 3e-4, WarmupSteps = 2_000,
        DecayFraction = 1, FinalLearningRate = 3e-5,
        WeightDecay = 0.1)]
    public abstract Policy Pretrained(
        Policy initial, Corpus cleanEnglish, Corpus cleanChinese, Corpus cleanCode, Corpus cleanMathematics, Corpus cleanKnowledge);

    [ProblemsFile(Path = "data/problems.jsonl", Count = 100_000, TagFields = ["subject"])]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/math500.jsonl", Count = 500)]
    public abstract PromptSet Math500();

    [ProblemsFile(Path = "data/aime2024.jsonl", Count = 30)]
    public abstract PromptSet Aime2024();

    /// <summary>Question-answer pairs by the model itself, kept where the answer is right (paper B.4).</summary>
    [SampleQuestionAnswers(SamplesPerPrompt = 4, MaxResponseTokens = 2_048)]
    [ExactAnswerReward]
    public abstract Corpus Synthetic(Policy pretrained, PromptSet problems);

    [Cooldown(Mixture = [0.2, 0.1, 0.1, 0.2, 0.2, 0.2], SequenceLength = 4_096, BatchSize = 512, Steps = 50_000, LearningRate = 3e-5, WeightDecay = 0.1)]
    public abstract Policy CooledDown(
        Policy pretrained, Corpus cleanEnglish, Corpus cleanChinese, Corpus cleanCode, Corpus cleanMathematics, Corpus cleanKnowledge, Corpus synthetic);

    /// <summary>Books, repositories, papers, and long questions with their answers.</summary>
    [DocumentsFile(Path = "data/long.jsonl")]
    public abstract Corpus LongDocuments();

    /// <summary>A uniform sample of what the cooldown read (paper B.4).</summary>
    [Transform]
    public static Corpus CooldownSample(
        Corpus cleanEnglish, Corpus cleanChinese, Corpus cleanCode, Corpus cleanMathematics, Corpus cleanKnowledge, Corpus synthetic) =>
        new([.. new[] { cleanEnglish, cleanChinese, cleanCode, cleanMathematics, cleanKnowledge, synthetic }.SelectMany(corpus => corpus)
            .Where((_, index) => index % OneInSampled == 0)]);

    [ActivateLongContext(Ladder = [32_768], StepsPerLength = 1_000, BatchTokens = 2_097_152, LearningRate = 1e-5, WarmupSteps = 100, WeightDecay = 0.1)]
    public abstract Policy LongContext(Policy cooledDown, Corpus longDocuments, Corpus cooldownSample);

    /// <summary>A million examples (paper 2.5.2): general questions, code, mathematics and science, creative writing, long context.</summary>
    [DemonstrationsFile(Path = "data/sft.jsonl", Count = 1_000_000)]
    public abstract Demonstrations Examples();

    [FineTune(PackedTokens = 32_768, BatchSize = 64, Steps = 1_000, LearningRate = 2e-5, FinalLearningRate = 2e-6)]
    public abstract Policy Sft32K(Policy longContext, Demonstrations examples);

    [FineTune(PackedTokens = 131_072, BatchSize = 16, Steps = 1_000, LearningRate = 1e-5, FinalLearningRate = 1e-6)]
    public abstract Policy Sft(Policy sft32K, Demonstrations examples);

    /// <summary>The refined prompt set (paper 2.1).</summary>
    [CuratePrompts(MaxResponseTokens = 8_192, MaxTagShare = 0.2)]
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet math500, PromptSet aime2024);

    /// <summary>Verified long thoughts, a small set (paper 2.2).</summary>
    [SampleLongCot(SamplesPerPrompt = 4, MaxProblems = 10_000, MaxResponseTokens = 32_768)]
    [ExactAnswerReward]
    public abstract Demonstrations WarmUp(Policy sft, PromptSet curated);

    [FineTune(PackedTokens = 131_072, BatchSize = 16, Steps = 200, LearningRate = 1e-5, FinalLearningRate = 1e-6)]
    public abstract Policy LongCotSft(Policy sft, Demonstrations warmUp);

    /// <summary>Correct and wrong responses from which to learn judging.</summary>
    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 8, MaxResponseTokens = 32_768)]
    [ExactAnswerReward]
    public abstract Preferences Labelled(Policy longCotSft, PromptSet curated);

    [TrainRewardModel(Steps = 50_000, BatchSize = 8, LearningRate = 1e-5)]
    public abstract RewardModel Classic(Policy sft, Preferences labelled, PromptSet curated);

    [TrainCritic<AnswerCritiques>(Steps = 50_000, BatchSize = 16, LearningRate = 1e-5, MaxCritiqueTokens = 2_048)]
    public abstract RewardModel Critic(Policy sft, Preferences labelled, PromptSet curated);

    /// <summary>Long-CoT reinforcement learning (paper 2.3), judged by the chain-of-thought reward model.</summary>
    [Reinforce(Iterations = 156)]
    [MirrorDescent]
    [HardProblemsSampler(FromIteration = 24)]
    [PrioritizedSampler]
    [PartialRollouts(TokenBudget = 16_384)]
    [StopRepetition(PatternTokens = 64, Repeats = 8)]
    [ModelReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 78)]
    public abstract Policy LongCot(Policy longCotSft, PromptSet curated, RewardModel critic);

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, Policy sft);

    [SampleShortest(SamplesPerPrompt = 8)]
    [ExactAnswerReward]
    public abstract Demonstrations Shortest(Policy longCot, PromptSet curated);

    [FineTune(PackedTokens = 32_768, BatchSize = 64, Steps = 500, LearningRate = 1e-5, FinalLearningRate = 1e-6)]
    public abstract Policy ShortestSft(Policy longCot, Demonstrations shortest);

    [SamplePreferences(SamplesPerPrompt = 8)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy longCot, PromptSet curated);

    [OptimizePreferences(Steps = 500, BatchSize = 8, LearningRate = 5e-7)]
    public abstract Policy Dpo(Policy longCot, Preferences pairs);

    [SelectPolicy(MaxProblems = 2_048)]
    [ExactAnswerReward]
    public abstract Policy ShortBase(Policy longCotSft, Policy longCot, Policy merged, PromptSet curated);

    /// <summary>The second phase of reinforcement learning: the length penalty from the start, and a much lower limit (paper 2.4).</summary>
    [Reinforce(Iterations = 60, MaxResponseTokens = 8_192)]
    [MirrorDescent]
    [PrioritizedSampler]
    [ModelReward]
    [LengthPenalty(Weight = 0.2)]
    public abstract Policy ShortRl(Policy shortBase, PromptSet curated, RewardModel critic);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Math500Report(
        Policy sft, Policy longCotSft, Policy longCot, Policy merged, Policy shortestSft, Policy dpo, Policy shortRl, PromptSet math500);

    [Evaluate(SamplesPerPrompt = 8)]
    [ExactAnswerReward]
    public abstract Evaluation Aime2024Report(
        Policy sft, Policy longCotSft, Policy longCot, Policy merged, Policy shortestSft, Policy dpo, Policy shortRl, PromptSet aime2024);

    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 8, MaxResponseTokens = 32_768)]
    [ExactAnswerReward]
    public abstract Preferences HeldOutPairs(Policy longCotSft, PromptSet math500);

    [CompareRewardModels]
    public abstract RewardModelComparison Judges(RewardModel classic, RewardModel critic, Preferences heldOutPairs, PromptSet math500);
}
