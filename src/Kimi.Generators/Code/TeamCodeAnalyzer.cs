using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Applies all rules for a team's own code that a run executes. It is one analyzer, and walks each body once, since each analyzer of its own costs a part of
/// every keystroke.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TeamCodeAnalyzer : DiagnosticAnalyzer
{
    private static readonly TeamCodeRule[] _ofBodies =
    [
        new AnyGuessRule(), new BlockingCallRule(), new CorrectionWeightRule(), new CutInCharactersRule(), new DemonstrationTextRule(),
        new DivisionRule(), new EmptyIsRightRule(), new EpisodeEndRule(), new ExactEqualityRule(), new FirstProblemRule(), new HalfRightRule(),
        new ImpossibleSearchRule(), new KeptByProblemRule(), new LeftBehindRule(), new MatchedGroupRule(), new NegativeWeightRule(),
        new NoNumberRule(), new NotWrittenRule(), new OthersWordsRule(),
        new OwnPromptRule(), new PairRule(), new PayingPenaltyRule(), new PromptAnswerRule(), new SameIdRule(), new ScoreOutOfRangeRule(),
        new SecondVerdictRule(), new SelfComparisonRule(), new SharedResourceRule(), new SwallowedExceptionRule(), new TakenBeforeRule(),
        new TakenDigitsRule(), new TemplateTextRule(), new ThrowsOnResponseRule(), new TokenPlaceRule(), new TypeNameRule(), new UnearnedScoreRule(),
        new UnendingCallRule(), new UnknownInputRule(), new UnseededRule(), new UntriedRule(), new UnusedResponseRule(), new VerdictCountRule(),
        new VotedAnswerRule(), new WholeAnswerRule(), new WholeNumberRule(),
    ];

    private static readonly TeamTypeRule[] _ofTypes =
    [
        new FiniteSourceRule(), new HiddenToolRule(), new NoToolsRule(), new OptionsOfAnotherRule(), new ProblemStorageRule(),
        new UnreadOptionRule(), new UnmakeableRule(),
    ];

    private static readonly Roles _about = _ofBodies.Aggregate(Roles.None, (roles, rule) => roles | rule.About);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. _ofBodies.Select(rule => rule.Descriptor).Concat(_ofTypes.Select(rule => rule.Descriptor)).Distinct(),
        Descriptors.DeclaredDefault, Descriptors.UncheckpointedState,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.UsesLanguage())
                return;
            start.RegisterOperationBlockAction(CheckBodies);
            // By file and not by class: to follow classes, Roslyn has every other analyzer wait for each member, which took 4 ms of a keystroke.
            var told = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterSemanticModelAction(file => UncheckpointedStateRule.Check(file, told));
            // With their methods: an action of its own for each of these takes longer than what it does.
            start.RegisterSymbolAction(CheckType, SymbolKind.NamedType);
        });
    }

    private static void CheckBodies(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is IPropertySymbol)
        {
            foreach (var initializer in context.OperationBlocks.OfType<IPropertyInitializerOperation>())
            {
                if (DeclaredDefaultRule.Check(initializer, context.CancellationToken) is var (place, sentence))
                    context.ReportDiagnostic(Diagnostic.Create(Descriptors.DeclaredDefault, place, sentence));
            }
        }

        // All that an abstract method has are attributes.
        if (context.OwningSymbol.IsAbstract)
            return;
        var roles = TeamCode.RolesOf(context.OwningSymbol);
        if ((roles & _about) == 0)
            return;
        foreach (var block in context.OperationBlocks)
        {
            var body = new TeamBody(context.OwningSymbol, roles, block);
            foreach (var rule in _ofBodies.Where(rule => (rule.About & roles) != 0))
            {
                foreach (var (place, sentence) in rule.Check(body))
                    context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, place, sentence));
            }
        }
    }

    private static void CheckType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var rule in _ofTypes)
        {
            foreach (var (place, sentence) in rule.CheckType(type, context.Compilation, context.CancellationToken))
                context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, place, sentence));
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { IsImplicitlyDeclared: false } method)
                CheckUses(context, method);
        }
    }

    private static void CheckUses(SymbolAnalysisContext context, IMethodSymbol method)
    {
        foreach (var use in method.GetAttributes())
        {
            if (use.ApplicationSyntaxReference is not { } syntax)
                continue;
            // Without its node, for which its file would be searched.
            var attribute = Location.Create(syntax.SyntaxTree, syntax.Span);
            foreach (var rule in _ofTypes)
            {
                foreach (var (place, sentence) in rule.CheckUse(method, use, attribute, context.Compilation, context.CancellationToken))
                    context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, place, sentence));
            }
        }
    }
}
