import { aws_kms as kms, aws_sns as sns, aws_sns_subscriptions as subscriptions, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Approval } from '../../../../blueprint';

/** Who is told that a release waits. */
export class ApprovalNotice {
  /** @param scope of what the topics of a pipeline share */
  public constructor(private readonly scope: Construct) {}

  /** The topic that the approval publishes to, if anybody is to be told. */
  public topicOf({ notifyTopic, notifyEmails }: Approval, scope: Construct): sns.ITopic | undefined {
    if (notifyTopic !== undefined) {
      return sns.Topic.fromTopicArn(scope, 'Topic', notifyTopic);
    }
    if (notifyEmails.length === 0) {
      return undefined;
    }
    const topic = new sns.Topic(scope, 'Topic', { masterKey: this.key, enforceSSL: true });
    notifyEmails.forEach((address) => topic.addSubscription(new subscriptions.EmailSubscription(address)));
    return topic;
  }

  /**
   * A key of our own, because nobody can be allowed to use the one that AWS keeps for SNS.
   *
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
   */
  private get key(): kms.IKey {
    const id = 'NoticeKey';
    return (this.scope.node.tryFindChild(id) as kms.Key | undefined)
      ?? new kms.Key(this.scope, id, { enableKeyRotation: true, description: 'Notices of releases that wait for approval', removalPolicy: RemovalPolicy.DESTROY });
  }
}
