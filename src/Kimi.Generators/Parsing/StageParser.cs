using Kimi.Generators.Model;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>Reads a stage method.</summary>
internal sealed class StageParser(
    Compilation compilation,
    INamedTypeSymbol recipe,
    Locations locations,
    AttributeParser parser,
    ClassDefaults defaults,
    KeptMethods kept,
    CancellationToken cancellationToken)
{
    /// <summary>Whether a method is a stage, or was meant to be: it has one of the language's attributes, or is abstract.</summary>
    public static bool LooksLikeStage(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false }
        && (method.IsAbstract || HasStageAttribute(method) || (method.OverriddenMethod is { } overridden && LooksLikeStage(overridden)));

    /// <summary>Whether some part of the method does not compile.</summary>
    public static bool IsBroken(IMethodSymbol method) =>
        method.ReturnType.IsBroken()
        || method.Parameters.Any(p => p.Type.IsBroken() || p.Name.Length == 0)
        || method.GetAttributes().Where(AttributeKind.IsAny).Any(a =>
            AttributeParser.IsBroken(a) || !(AttributeParser.IsStage(a) || AttributeParser.IsComponent(a)))
        // An attribute that does not exist might have been a stage's.
        || method.GetAttributes().Any(a => a.AttributeClass is null or IErrorTypeSymbol);

    /// <summary>Whether the compiler stops at the method's declaration: a body is missing, or one too many.</summary>
    public static bool StopsCompiler(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax syntax
        && !method.IsExtern
        && !method.IsPartialDefinition
        && (syntax.Body is null && syntax.ExpressionBody is null) != method.IsAbstract;

    /// <summary>Reads a method that looks like a stage, or takes what is kept of it.</summary>
    public StageModel Parse(IMethodSymbol method) => kept.Get(method, locations, Read);

    private StageModel Read(IMethodSymbol method)
    {
        var syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as MethodDeclarationSyntax;
        var mark = locations.Mark(method.Locations.FirstOrDefault());
        var outputMark = locations.Mark(syntax?.ReturnType.GetLocation());
        var (output, form) = Unwrap(method.ReturnType);
        var attributes = method.GetAttributes().Where(a => a.AttributeClass is not null and not IErrorTypeSymbol).ToList();
        return new()
        {
            Name = method.Name,
            DeclaringType = method.ContainingType.ToRef(),
            Traits = Traits(method, output),
            Output = output.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToRef(),
            ReturnForm = form,
            Attributes = attributes.Where(AttributeParser.IsStage)
                .Select(a => (a.AttributeClass, Model: parser.ParseStage(a, output.WithNullableAnnotation(NullableAnnotation.NotAnnotated))))
                .Select(a => a.Model with { Options = defaults.Complete(a.AttributeClass!, a.Model.Options, method) })
                .ToEquatableArray(),
            Components = attributes.Where(AttributeParser.IsComponent)
                .Select(a => (a.AttributeClass, Model: parser.ParseComponent(a)))
                .Select(a => a.Model with { Options = defaults.Complete(a.AttributeClass!, a.Model.Options, method) })
                .ToEquatableArray(),
            Parameters = method.Parameters.Select(Parse).ToEquatableArray(),
            Makes = output.IsDsl("PromptSet") && !method.IsAbstract && MadeProblems.Of(method, compilation, cancellationToken) is { } made
                ? DeclarationReader.OfProblem(new SymbolType(made))
                : null,
            Mark = mark,
            OutputMark = outputMark,
        };
    }

    private static bool HasStageAttribute(IMethodSymbol method) => method.GetAttributes().Any(AttributeKind.IsAny);

    private static (ITypeSymbol Output, ReturnForm Form) Unwrap(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { Arity: 1 } task && task.IsIn("System", "Threading", "Tasks"))
        {
            if (task.Name == "Task")
                return (task.TypeArguments[0], ReturnForm.Task);
            if (task.Name == "ValueTask")
                return (task.TypeArguments[0], ReturnForm.ValueTask);
        }

        return (type, ReturnForm.Plain);
    }

    private static ParameterKind Kind(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None || parameter.IsParams)
            return ParameterKind.ByReference;
        if (parameter.Type.IsArtifact())
            return ParameterKind.Artifact;
        if (parameter.Type is INamedTypeSymbol { Name: "CancellationToken" } token && token.IsIn("System", "Threading"))
            return ParameterKind.CancellationToken;
        return parameter.Type.IsReferenceType ? ParameterKind.Service : ParameterKind.Unsupported;
    }

    private StageTraits Traits(IMethodSymbol method, ITypeSymbol output)
    {
        var traits = StageTraits.None;
        if (method.IsAbstract)
            traits |= StageTraits.Abstract;
        if (method.IsStatic)
            traits |= StageTraits.Static;
        if (method.IsGenericMethod)
            traits |= StageTraits.Generic;
        if (output.IsArtifact())
            traits |= StageTraits.ReturnsArtifact;
        if (output.NullableAnnotation == NullableAnnotation.Annotated || method.ReturnType.NullableAnnotation == NullableAnnotation.Annotated)
            traits |= StageTraits.ReturnsNullable;
        if (!compilation.IsSymbolAccessibleWithin(method, recipe))
            traits |= StageTraits.Unreachable;
        if (method.IsOverride)
            traits |= StageTraits.Override;
        if (SelectionBody.Selects(method, cancellationToken))
            traits |= StageTraits.KeepsProblems;
        return traits;
    }

    private ParameterModel Parse(IParameterSymbol parameter)
    {
        var syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as ParameterSyntax;
        var mark = locations.Mark(parameter.Locations.FirstOrDefault());
        var from = parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsDsl("FromAttribute"));
        var argument = (from?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault();
        return new()
        {
            Name = parameter.Name,
            Type = parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToRef(),
            Kind = Kind(parameter),
            From = from is { ConstructorArguments.Length: 1 } ? from.ConstructorArguments[0].Value as string : null,
            Mark = mark,
            TypeMark = locations.Mark(syntax?.Type?.GetLocation()),
            FromMark = argument is null ? mark : locations.Mark(argument.GetLocation()),
        };
    }
}
