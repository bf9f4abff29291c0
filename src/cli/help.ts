export const GENERAL_HELP = `Usage: cdk-multi-account-pipeline <command> [options]

Commands:
  deliver           One step of a delivery without CodePipeline: publish, approval, deploy or check
  execution-policy  Write the policies that CloudFormation needs for the synthesized stacks, in the place of Administrator
  parity            List how two environments differ: their settings and the resources of their stacks
  rehearse          Run the synthesized pipeline on this machine, without AWS and without Docker
  site              List the releases of a deployed site, go back to one of them at once, and end that

Options:
  --help            Show this help, or that of a command
`;

export const REHEARSE_HELP = `Usage: cdk-multi-account-pipeline rehearse [options]

Runs the pipeline of a synthesized CDK app on this machine: real buildspecs execute real commands on a copy of the
working tree, templates are validated and compared with those of the last rehearsal, nothing is deployed unless an
emulator of AWS is named. What cannot run here is reported as not executed.

Options:
  --app <folder>         The output of \`cdk synth\` (default: cdk.out)
  --source <folder>      The working tree that stands for the first source action (default: .). Repeat it as
                         --source <action>=<folder> for further source actions; an ECR source takes a folder with an
                         imageDetail.json
  --pipeline <name>      Which pipeline, by logical id or stack, if the app has several
  --approve <name>       Give the approvals of that action or stage, such as prod.Approve (repeatable)
  --approve-all          Give all approvals
  --variable <name=value>
                         Start the run with that value of a variable of the pipeline (repeatable)
  --deny <name>          Withhold the approvals of that action or stage, whatever else is given (repeatable)
  --fail <action>        Let that action fail, to see what the pipeline makes of it (repeatable)
  --alarm <name>         Let that alarm be in ALARM, for conditions and for functions; all others are taken to be OK. By
                         its name, or its logical id in a template (repeatable)
  --at <moment>          Begin the clock of the run at that moment, such as 2026-12-24T18:00+01:00: deployment windows and
                         functions see it (default: now)
  --supersede <name>     Let a newer run arrive while this one waits for the approvals of that action or stage
                         (repeatable). The app must have a function that EventBridge calls for the stage before
  --endpoint <address>   Deploy into the emulated accounts of a server on this machine, such as moto's, and publish file
                         assets there. Only loopback addresses are accepted and no credentials are used
  --values <file>        Your own values for parameters and secrets that AWS keeps (default: rehearsal.values.yaml in
                         the source's folder). Git must ignore it
  --reuse                Take a build from an earlier rehearsal with this option if its inputs, variables and tools are the
                         same, and say so. Never one that was given a secret or met a stand-in
  --output <folder>      Where logs and reports go (default: .rehearsal)
  --json                 Write only the report, as JSON, to stdout; progress goes to stderr
  --help                 Show this help

Approvals that are not given by an option are asked for at a terminal until they time out, and withheld without one.

A failing stage, an alarm, a denied or a superseded approval has the consequence that the pipeline's conditions give
it: the run ends, the stage is retried or skipped, or it is rolled back, and the report says to which earlier
rehearsal. Nothing is undone on this machine.

Functions of the app that the pipeline invokes run here, and so do those that EventBridge calls on a schedule and that may
disable the transition into a stage: before a run enters it, they decide, and one that they leave disabled holds the run.
While a function continues its job, time passes faster than it does; the report says how much.

Exit codes:
  0    everything that ran succeeded and the end of the pipeline was reached
  1    an action failed, an approval was withheld or superseded, the run is held or ended early, or the disk is full
  2    wrong use, or a pipeline that AWS would refuse to create; the message says what to correct, and nothing was run
  130  stopped by Ctrl-C (143: by SIGTERM, 129: by SIGHUP); nothing keeps running
`;

export const DELIVER_HELP = `Usage: cdk-multi-account-pipeline deliver <step> [options]

One step of a delivery from a synthesized CDK app whose DeliveryPlan says what belongs to which environment. A workflow
calls the steps in order; each of them works on a laptop too, with the credentials that are there.

Steps:
  publish    Publish the assets of all given environments, each asset once for an account and region
  approval   Fail unless the environment at GitHub has required reviewers; reads GITHUB_TOKEN and GITHUB_REPOSITORY
  deploy     Deploy the stages of an environment in their order, parallel ones together
  check      Run a check of an environment, with the stack outputs that its deployment left

Options:
  --environment <name>   The environment (publish: repeatable)
  --check <name>         The check (check only)
  --app <folder>         The output of \`cdk synth\` (default: cdk.out)
  --output <folder>      Where a deployment leaves what its checks need (default: .delivery)
  --help                 Show this help

Exit codes:
  0    the step succeeded
  1    a tool, a check or the look for reviewers failed; what comes after must not run
  2    wrong use; the message says what to correct
`;

export const EXECUTION_POLICY_HELP = `Usage: cdk-multi-account-pipeline execution-policy [options]

Writes, for each account of a synthesized CDK app, the IAM policies that CloudFormation needs to create, update and delete
its stacks. Review them, create them in the account, and bootstrap with their ARNs in the place of AdministratorAccess:

  aws iam create-policy --policy-name orders-execution-1 --policy-document file://execution-policies/222222222222-1.json
  cdk bootstrap aws://222222222222/eu-west-1 --trust 111111111111 \\
    --cloudformation-execution-policies arn:aws:iam::222222222222:policy/orders-execution-1

Rights come from the resource types in the templates, by the list that AWS publishes with each type. Files of the form
<account>-<number>.json are written anew each time; rights of your own go into a file with another name.

Options:
  --app <folder>     The output of \`cdk synth\` (default: cdk.out)
  --output <folder>  Where the policies are kept (default: execution-policies)
  --check            Write nothing; fail if the stacks need other policies than those that are there
  --json             Print the policies and the differences as JSON
  --help             Show this help

Exit codes:
  0    the policies are written, or are up to date
  1    with --check: they are not
  2    wrong use; the message says what to correct
`;

export const PARITY_HELP = `Usage: cdk-multi-account-pipeline parity <environment> <environment> [options]

Lists how two environments differ: what their profiles decide, approvals, checks and gates, and every property of the
resources in their synthesized stacks. Accounts, regions and names that follow from the environment are no difference.
Look at it before you trust in beta what shall hold in prod.

Options:
  --app <folder>      The output of \`cdk synth\` (default: cdk.out)
  --blueprint <file>  The pipeline's configuration (default: pipeline.json)
  --json              Print the differences as JSON
  --help              Show this help

Exit codes:
  0    the differences are listed, or there is none
  2    wrong use; the message says what to correct
`;

export const SITE_HELP = `Usage: cdk-multi-account-pipeline site <operation> --stack <name> [options]

What a person does with the releases of a deployed site. Nothing is uploaded and no cache is emptied: the site's edge
function reads which release its visitors get, and follows within seconds.

Operations:
  list      The releases that are there, newest first, with their share of the visitors
  rollback  Show an earlier release to all visitors, with the settings that belong to it, and pin it: deployments are
            uploaded and reach nobody until the pin is taken away
  unpin     Take the pin away, and roll out what was deployed last

Options:
  --stack <name>    The stack of the site, such as prod-web-Site
  --region <name>   Its region (default: as the AWS CLI finds it, such as in AWS_REGION)
  --to <release>    rollback: the id of the release (default: previous, the one before)
  --reason <text>   rollback: why, in at most 200 characters, for whoever deploys next
  --json            Print the releases as JSON
  --help            Show this help

Credentials are found as the AWS CLI finds them. They must allow cloudformation:DescribeStacks on the stack and
lambda:InvokeFunction on the function that its output ReleasesFunction names; the same call without this command:

  aws lambda invoke --function-name <ReleasesFunction> --cli-binary-format raw-in-base64-out \\
    --payload '{"operation":"rollback","release":"previous","reason":"checkout fails"}' answer.json

Exit codes:
  0    done
  1    AWS or the site refused; the message says why
  2    wrong use; the message says what to correct
`;
