using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Reports transforms and sources that read files, the environment or the network: a stage's output is kept by the address of its inputs, which does not
/// know of them.
/// </summary>
internal sealed class UnknownInputRule() : TeamCodeRule(Descriptors.OutsideInput)
{
    public override Roles About => Roles.Transform | Roles.Source;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        from operation in body.Operations
        let what = What(operation, isTransform: (body.Roles & Roles.Transform) != 0 && !IsOfAnInput(operation, body))
        where what is not null
        select (
            operation.Syntax.GetLocation(),
            $"{((body.Roles & Roles.Transform) != 0 ? body.Owner.Name : body.TypeName)} reads {what}, "
            + "which is no part of the address that its output is stored under, so a later run takes the old output after a change: "
            + ((body.Roles & Roles.Transform) != 0
                ? "read it in a stage of its own, such as [ProblemsFile]"
                : "make it an option, and a file one of ExternalFiles"));

    private static string? What(IOperation operation, bool isTransform) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", ContainingType: { Name: "Environment" } type } } call
            when TeamCode.IsOfThePlatform(type) => $"the variable {call.Arguments[0].Value.Syntax} of the environment",
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "File" } type } method, Arguments: { Length: > 0 } arguments }
            when IsReading(method.Name) && TeamCode.IsOfThePlatform(type) && (isTransform || IsConstant(arguments[0])) =>
            $"the file {arguments[0].Value.Syntax}",
        IObjectCreationOperation { Type: INamedTypeSymbol { Name: "StreamReader" } type, Arguments: { Length: > 0 } arguments }
            when arguments[0].Value.Type?.SpecialType == SpecialType.System_String && TeamCode.IsOfThePlatform(type)
                && (isTransform || IsConstant(arguments[0])) => $"the file {arguments[0].Value.Syntax}",
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "HttpClient" } type } method, Arguments: { Length: > 0 } arguments }
            when method.Name.StartsWith("Get", StringComparison.Ordinal) && TeamCode.IsOfThePlatform(type) => $"{arguments[0].Value.Syntax} over the network",
        _ => null,
    };

    // A file in the folder of a model that the transform takes, which the address knows.
    private static bool IsOfAnInput(IOperation operation, TeamBody body) =>
        (operation switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation made => made.Arguments,
            _ => [],
        }) is { Length: > 0 } arguments && body.Ingredients(arguments[0].Value).Any(part =>
            part is IPropertyReferenceOperation { Property.Name: "Folder", Instance: IParameterReferenceOperation { Parameter.Type: { } type } }
            && type.DerivesFromDsl("Artifact"));

    private static bool IsReading(string method) => method.StartsWith("Read", StringComparison.Ordinal) || method is "OpenRead" or "OpenText";

    private static bool IsConstant(IArgumentOperation path) => path.Value.ConstantValue.HasValue;
}
